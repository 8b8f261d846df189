package org.mosix.runtime.image;

import java.io.IOException;

/** The cached boxes: {@code Integer.valueOf(1)} is the same object wherever the process is. */
final class Boxed extends Special {

  private static final Class<?>[] TYPES = {Boolean.class, Byte.class, Short.class, Character.class, Integer.class, Long.class};

  static final int CACHED_TO = 127;

  @Override
  void write(Object o, Walk walk) throws IOException {
    int type = 0;
    while (TYPES[type] != o.getClass()) {
      type++;
    }
    walk.out.putByte(type);
    walk.out.putInt(o instanceof Boolean ? (Boolean) o ? 1 : 0 : o instanceof Character ? (Character) o : ((Number) o).intValue());
  }

  @Override
  Object read(Build build) throws IOException {
    int type = build.in.getByte();
    int value = build.in.getInt();
    switch (type) {
      case 0:
        return value != 0;
      case 1:
        return (byte) value;
      case 2:
        return (short) value;
      case 3:
        return (char) value;
      case 4:
        return value;
      case 5:
        return (long) value;
      default:
        throw build.in.damaged("box of kind " + type + " (expected: 0 to " + (TYPES.length - 1) + ")");
    }
  }

  /** Calls {@code each} for every cached box, the larger cache of {@code -XX:AutoBoxCacheMax} included. */
  static void all(java.util.function.Consumer<Object> each) {
    each.accept(Boolean.TRUE);
    each.accept(Boolean.FALSE);
    for (int i = -128; i <= CACHED_TO; i++) {
      each.accept(Byte.valueOf((byte) i));
      each.accept(Short.valueOf((short) i));
      each.accept(Long.valueOf(i));
      if (i >= 0) {
        each.accept(Character.valueOf((char) i));
      }
    }
    for (int i = -128; Integer.valueOf(i) == Integer.valueOf(i); i++) {
      each.accept(Integer.valueOf(i));
    }
  }
}
