package org.mosix.runtime.image;

import static org.mosix.runtime.image.Raw.U;

import java.io.IOException;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
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
      return new Layout(type, instanceFields(type), false);
    }
  };

  private static final ClassValue<Layout> STATICS = new ClassValue<>() {
    @Override
    protected Layout computeValue(Class<?> type) {
      return new Layout(type, staticFields(type), true);
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

  private Layout(Class<?> type, List<Field> fields, boolean statics) {
    this.type = type;
    List<long[]> sorted = new ArrayList<>();
    long h = 1125899906842597L;
    List<Long> references = new ArrayList<>();
    List<Class<?>> types = new ArrayList<>();
    for (Field field : fields) {
      long offset = statics ? U.staticFieldOffset(field) : U.objectFieldOffset(field);
      Class<?> t = field.getType();
      h = 31 * h + (field.getName() + ' ' + t.getName()).hashCode();
      h = 31 * h + offset;
      if (t.isPrimitive()) {
        sorted.add(new long[] {offset, size(t)});
      } else {
        references.add(offset);
        types.add(t == Object.class || t.isInterface() ? null : t);
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

  private static List<Field> instanceFields(Class<?> type) {
    List<Field> fields = new ArrayList<>();
    for (Class<?> c = type; c != null; c = c.getSuperclass()) {
      for (Field field : Raw.declaredFields(c)) {
        if (!Modifier.isStatic(field.getModifiers()) && !FieldPolicy.stays(field)) {
          fields.add(field);
        }
      }
    }
    fields.sort(Comparator.comparingLong(U::objectFieldOffset));
    return fields;
  }

  private static List<Field> staticFields(Class<?> type) {
    List<Field> fields = new ArrayList<>();
    for (Field field : Raw.declaredFields(type)) {
      if (Modifier.isStatic(field.getModifiers())) {
        fields.add(field);
      }
    }
    fields.sort(Comparator.comparingLong(U::staticFieldOffset));
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
    for (Field field : staticFields(type)) {
      if (U.staticFieldOffset(field) == offset) {
        return type.getName() + "." + field.getName();
      }
    }
    return type.getName();
  }

  /** The name of the field at an offset, for messages. */
  static String fieldAt(Class<?> type, long offset) {
    for (Field field : instanceFields(type)) {
      if (U.objectFieldOffset(field) == offset) {
        return field.getDeclaringClass().getName() + "." + field.getName();
      }
    }
    return type.getName();
  }
}
