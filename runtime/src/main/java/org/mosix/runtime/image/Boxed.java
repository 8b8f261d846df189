package org.mosix.runtime.image;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** The cached boxes: {@code Integer.valueOf(1)} is the same object wherever the process is. */
final class Boxed extends Special {

  private static final Class<?>[] TYPES = {Boolean.class, Byte.class, Short.class, Character.class, Integer.class, Long.class};

  static final int CACHED_TO = 127;

  private static final Object[] ALL = everyCached();

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

  /** Every cached box, the larger cache of {@code -XX:AutoBoxCacheMax} included. */
  static Object[] all() {
    return ALL;
  }

  private static Object[] everyCached() {
    List<Object> boxes = new ArrayList<>(List.of(Boolean.TRUE, Boolean.FALSE));
    for (int i = -128; i <= CACHED_TO; i++) {
      boxes.add(Byte.valueOf((byte) i));
      boxes.add(Short.valueOf((short) i));
      boxes.add(Long.valueOf(i));
      if (i >= 0) {
        boxes.add(Character.valueOf((char) i));
      }
    }
    for (int i = -128; Integer.valueOf(i) == Integer.valueOf(i); i++) {
      boxes.add(Integer.valueOf(i));
    }
    return boxes.toArray();
  }
}
