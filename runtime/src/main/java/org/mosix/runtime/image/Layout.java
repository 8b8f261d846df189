package org.mosix.runtime.image;

import static org.mosix.runtime.image.Raw.U;

import java.io.IOException;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodType;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Where the fields of a class's instances (or its statics) are, in an order that depends on nothing but the class and the VM. */
final class Layout {

  /** Larger blocks of primitives are written one by one instead of into reserved room. */
  private static final int BLOCK = 2048;

  private static final ClassValue<Layout> INSTANCES = new ClassValue<>() {
    @Override
    protected Layout computeValue(Class<?> type) {
      return new Layout(type, instanceFields(type));
    }
  };

  private static final ClassValue<Layout> STATICS = new ClassValue<>() {
    @Override
    protected Layout computeValue(Class<?> type) {
      return new Layout(type, staticFields(type));
    }
  };

  final Class<?> type;
  /** Offsets of reference fields and, at the same index, their types; null where anything may be stored. */
  final long[] refs;
  final Class<?>[] refTypes;
  private final long[] longs;
  private final long[] ints;
  private final long[] shorts;
  private final long[] bytes;
  final int primitiveBytes;
  /** Equal in two JVMs exactly when names, types and offsets of all fields are. */
  final long hash;

  /** Found out when first asked for: it takes as long as everything else here. */
  private Boolean finalizable;

  private Layout(Class<?> type, List<DeclaredField> fields) {
    this.type = type;
    List<long[]> sorted = new ArrayList<>();
    long h = 1125899906842597L;
    List<Long> references = new ArrayList<>();
    List<Class<?>> types = new ArrayList<>();
    for (DeclaredField field : fields) {
      Class<?> t = field.type();
      h = 31 * h + (field.name() + ' ' + field.descriptor()).hashCode();
      h = 31 * h + field.offset();
      if (field.isPrimitive()) {
        sorted.add(new long[] {field.offset(), size(t)});
      } else {
        references.add(field.offset());
        types.add(t == null || t == Object.class || t.isInterface() ? null : t);
      }
    }
    hash = h;
    refs = references.stream().mapToLong(Long::longValue).toArray();
    refTypes = types.toArray(new Class<?>[0]);
    sorted.sort(Comparator.comparingLong(f -> f[0]));
    List<long[]> units = units(sorted);
    longs = offsets(units, 8);
    ints = offsets(units, 4);
    shorts = offsets(units, 2);
    bytes = offsets(units, 1);
    primitiveBytes = 8 * longs.length + 4 * ints.length + 2 * shorts.length + bytes.length;
  }

  static Layout of(Class<?> type) {
    return INSTANCES.get(type);
  }

  static Layout ofStatics(Class<?> type) {
    return STATICS.get(type);
  }

  private static List<DeclaredField> instanceFields(Class<?> type) {
    List<DeclaredField> fields = new ArrayList<>();
    for (Class<?> c = type; c != null; c = c.getSuperclass()) {
      for (DeclaredField field : DeclaredField.of(c)) {
        if (!field.isStatic() && !FieldPolicy.stays(field)) {
          fields.add(field);
        }
      }
    }
    fields.sort(Comparator.comparingLong(DeclaredField::offset));
    return fields;
  }

  private static List<DeclaredField> staticFields(Class<?> type) {
    List<DeclaredField> fields = new ArrayList<>(DeclaredField.of(type));
    fields.removeIf(field -> !field.isStatic());
    fields.sort(Comparator.comparingLong(DeclaredField::offset));
    return fields;
  }

  static int size(Class<?> primitive) {
    if (primitive == long.class || primitive == double.class) {
      return 8;
    }
    if (primitive == int.class || primitive == float.class) {
      return 4;
    }
    return primitive == short.class || primitive == char.class ? 2 : 1;
  }

  /** Joins adjacent fields and cuts the runs into aligned units of 8, 4, 2 and 1 bytes. */
  private static List<long[]> units(List<long[]> fields) {
    List<long[]> units = new ArrayList<>();
    for (int i = 0; i < fields.size();) {
      long from = fields.get(i)[0];
      long to = from;
      while (i < fields.size() && fields.get(i)[0] == to) {
        to += fields.get(i++)[1];
      }
      while (from < to) {
        int unit = 8;
        while (from % unit != 0 || from + unit > to) {
          unit >>= 1;
        }
        units.add(new long[] {from, unit});
        from += unit;
      }
    }
    return units;
  }

  private static long[] offsets(List<long[]> units, int size) {
    return units.stream().filter(u -> u[1] == size).mapToLong(u -> u[0]).toArray();
  }

  /** True if the class, being the program's, has a finalizer of its own. */
  boolean finalizable() {
    if (finalizable == null) {
      finalizable = type.getClassLoader() != null && !type.isInterface() && finalizer(type).getClassLoader() != null;
    }
    return finalizable;
  }

  /** The class whose finalizer it is. Looks up the one method, since listing them all fails if any has a type that is missing. */
  private static Class<?> finalizer(Class<?> type) {
    MethodHandle finalizer = Raw.find(type, "finalize", MethodType.methodType(void.class));
    return Raw.TRUSTED.revealDirect(finalizer).getDeclaringClass();
  }

  /** Most bytes the fields may take when every reference is to an object not met before; -1 when that is too much to reserve. */
  int room() {
    long room = primitiveBytes + 8L * refs.length;
    return room <= BLOCK ? (int) room : -1;
  }

  void writePrimitives(Object o, ChunkOut out) throws IOException {
    if (primitiveBytes > BLOCK) {
      writeOneByOne(o, out);
    } else if (primitiveBytes > 0) {
      out.advance(copyOut(o, out.reserve(primitiveBytes)));
    }
  }

  /** Copies the primitives to an address; returns the address behind them. */
  long copyOut(Object o, long p) {
    for (long offset : longs) {
      U.putLong(p, U.getLong(o, offset));
      p += 8;
    }
    for (long offset : ints) {
      U.putInt(p, U.getInt(o, offset));
      p += 4;
    }
    for (long offset : shorts) {
      U.putShort(p, U.getShort(o, offset));
      p += 2;
    }
    for (long offset : bytes) {
      U.putByte(p, U.getByte(o, offset));
      p += 1;
    }
    return p;
  }

  private void writeOneByOne(Object o, ChunkOut out) throws IOException {
    for (long offset : longs) {
      out.putLong(U.getLong(o, offset));
    }
    for (long offset : ints) {
      out.putInt(U.getInt(o, offset));
    }
    for (long offset : shorts) {
      out.putShort(U.getShort(o, offset));
    }
    for (long offset : bytes) {
      out.putByte(U.getByte(o, offset));
    }
  }

  void readPrimitives(Object o, ChunkIn in) throws IOException {
    if (primitiveBytes > BLOCK) {
      readOneByOne(o, in);
      return;
    }
    long p = primitiveBytes == 0 ? 0 : in.reserve(primitiveBytes);
    for (long offset : longs) {
      U.putLong(o, offset, U.getLong(p));
      p += 8;
    }
    for (long offset : ints) {
      U.putInt(o, offset, U.getInt(p));
      p += 4;
    }
    for (long offset : shorts) {
      U.putShort(o, offset, U.getShort(p));
      p += 2;
    }
    for (long offset : bytes) {
      U.putByte(o, offset, U.getByte(p));
      p += 1;
    }
    if (primitiveBytes != 0) {
      in.advance(p);
    }
  }

  private void readOneByOne(Object o, ChunkIn in) throws IOException {
    for (long offset : longs) {
      U.putLong(o, offset, in.getLong());
    }
    for (long offset : ints) {
      U.putInt(o, offset, in.getInt());
    }
    for (long offset : shorts) {
      U.putShort(o, offset, in.getShort());
    }
    for (long offset : bytes) {
      U.putByte(o, offset, in.getByte());
    }
  }

  static String staticAt(Class<?> type, long offset) {
    for (DeclaredField field : staticFields(type)) {
      if (field.offset() == offset) {
        return type.getName() + "." + field.name();
      }
    }
    return type.getName();
  }

  /** The name of the field at an offset, for messages. */
  static String fieldAt(Class<?> type, long offset) {
    for (DeclaredField field : instanceFields(type)) {
      if (field.offset() == offset) {
        return field.owner().getName() + "." + field.name();
      }
    }
    return type.getName();
  }
}
