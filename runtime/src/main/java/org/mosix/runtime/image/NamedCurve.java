package org.mosix.runtime.image;

import static org.mosix.runtime.image.Raw.U;

import java.io.IOException;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodType;

/** The elliptic curves that the JDK knows by name: keys refer to them, and the JDK tells them apart by identity. */
final class NamedCurve extends Special {

  private static final String TYPE = "sun.security.util.NamedCurve";

  @Override
  boolean accepts(Class<?> type) {
    return type.getClassLoader() == null && type.getName().equals(TYPE);
  }

  @Override
  void write(Object o, Walk walk) throws IOException {
    walk.classes.text((String) U.getReference(o, Raw.offset(o.getClass(), "oid")));
  }

  @Override
  Object read(Build build) throws IOException {
    String oid = build.classes.text();
    Object curve = lookup(oid);
    if (curve == null) {
      throw new ImageException("elliptic curve " + oid + " is not here (expected: the same JDK build)");
    }
    return curve;
  }

  private static Object lookup(String oid) {
    Class<?> database = Raw.jdkClass("sun.security.util.CurveDB");
    MethodHandle lookup = Raw.findStatic(database, "lookup", MethodType.methodType(Raw.jdkClass(TYPE), String.class));
    try {
      return (Object) lookup.asType(MethodType.methodType(Object.class, String.class)).invokeExact(oid);
    } catch (Error | RuntimeException e) {
      throw e;
    } catch (Throwable e) {
      throw new IllegalStateException(e);
    }
  }
}
