package org.mosix.runtime.image;

import static org.mosix.runtime.image.Raw.U;

import java.io.IOException;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodType;
import java.lang.reflect.Array;

/** Entries of the list of security providers: those of the JDK are named and loaded where they are needed, the program's are copied. */
final class ProviderEntry extends Special {

  private static final Class<?> TYPE = Raw.jdkClass("sun.security.jca.ProviderConfig");
  private static final Class<?> LIST = Raw.jdkClass("sun.security.jca.ProviderList");
  private static final Class<?> PROVIDERS = Raw.jdkClass("sun.security.jca.Providers");
  private static final long NAME = Raw.offset(TYPE, "provName");
  private static final long ARGUMENT = Raw.offset(TYPE, "argument");
  private static final long PROVIDER = Raw.offset(TYPE, "provider");
  private static final long ENTRIES = Raw.offset(LIST, "configs");
  private static final int COPIED = 0;
  private static final int NAMED = 1;

  @Override
  boolean accepts(Class<?> type) {
    return type == TYPE;
  }

  @Override
  void write(Object o, Walk walk) throws IOException {
    Object provider = U.getReference(o, PROVIDER);
    boolean named = provider == null || Jdk.owns(provider.getClass());
    walk.out.putByte(named ? NAMED : COPIED);
    if (named) {
      walk.classes.text((String) U.getReference(o, NAME));
      walk.classes.text((String) U.getReference(o, ARGUMENT));
    } else {
      walk.fieldsFollow(o);
    }
  }

  @Override
  Object read(Build build) throws IOException {
    if (build.in.getByte() == COPIED) {
      return build.withFields(TYPE);
    }
    String name = build.classes.text();
    String argument = build.classes.text();
    Object known = find(name, argument);
    return known != null ? known : make(name, argument);
  }

  /** The entry this JVM has; its provider may be loaded already. */
  private static Object find(String name, String argument) {
    Object entries = U.getReference(Raw.getStatic(PROVIDERS, "providerList"), ENTRIES);
    for (int i = 0; i < Array.getLength(entries); i++) {
      Object entry = Array.get(entries, i);
      if (name.equals(U.getReference(entry, NAME)) && argument.equals(U.getReference(entry, ARGUMENT))) {
        return entry;
      }
    }
    return null;
  }

  private static Object make(String name, String argument) throws ImageException {
    try {
      MethodHandle constructor = Raw.TRUSTED.findConstructor(TYPE, MethodType.methodType(void.class, String.class, String.class));
      return constructor.invoke(name, argument);
    } catch (Error | RuntimeException e) {
      throw e;
    } catch (Throwable e) {
      throw new ImageException("security provider " + name + " cannot be listed here: " + e, e);
    }
  }
}
