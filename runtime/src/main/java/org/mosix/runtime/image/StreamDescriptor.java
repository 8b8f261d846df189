package org.mosix.runtime.image;

import static org.mosix.runtime.image.Raw.U;

import java.io.IOException;
import java.io.ObjectStreamClass;

/**
 * Descriptors of serialisation. A class has one in each JVM, which is found by the class and keeps the constructor and methods it found
 * there; those that a stream made of what it read are copied, and take these parts from the class's own, as they did at first.
 */
final class StreamDescriptor extends Special {

  /** What belongs to this JVM, or is found again when needed; {@link FieldPolicy} leaves these fields alone. */
  static final String[] FOUND_HERE = {"cons", "canonicalCtr", "deserializationCtrs", "domains", "writeObjectMethod", "readObjectMethod",
      "readObjectNoDataMethod", "writeReplaceMethod", "readResolveMethod"};

  /** Made of the others when first needed, in each descriptor by itself. */
  static final String MADE_HERE = "deserializationCtr";

  private static final long LOCAL = Raw.offset(ObjectStreamClass.class, "localDesc");

  @Override
  boolean accepts(Class<?> type) {
    return type == ObjectStreamClass.class;
  }

  @Override
  void write(Object o, Walk walk) throws CannotMove, IOException {
    boolean own = U.getReference(o, LOCAL) == o;
    walk.out.putByte(own ? 1 : 0);
    if (own) {
      walk.classes.put(((ObjectStreamClass) o).forClass());
    }
    walk.fieldsFollow(o);
  }

  @Override
  Object read(Build build) throws IOException {
    Object descriptor = build.in.getByte() != 0 ? ObjectStreamClass.lookupAny(build.classes.take()) : copy(build);
    build.fieldsFollow(descriptor);
    return descriptor;
  }

  private static Object copy(Build build) throws IOException {
    Object copy = build.instance(ObjectStreamClass.class);
    build.later(copy, (o, context) -> takeOver(o));
    return copy;
  }

  private static void takeOver(Object descriptor) {
    Object own = U.getReference(descriptor, LOCAL);
    for (String name : FOUND_HERE) {
      if (own != null && Raw.field(ObjectStreamClass.class, name) != null) {
        long offset = Raw.offset(ObjectStreamClass.class, name);
        U.putReference(descriptor, offset, U.getReference(own, offset));
      }
    }
  }
}
