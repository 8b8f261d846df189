package org.mosix.runtime.syscall;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The constant pool of a class file, where it lies in the bytes. */
final class ConstantPool {

  /** No room for another constant. */
  static final class Full extends Exception {
    private static final long serialVersionUID = 1L;
  }

  private static final int UTF8 = 1;
  private static final int CLASS = 7;
  private static final int METHOD = 10;
  private static final int NAME_AND_TYPE = 12;
  private static final int METHOD_HANDLE = 15;

  private static final int INVOKE_VIRTUAL = 5;
  private static final int INVOKE_STATIC = 6;
  private static final int INVOKE_SPECIAL = 7;

  private static final int COUNT_AT = 8;
  private static final int MOST = 0xffff;
  /** By tag: the bytes that follow it; Utf8 has its own length. */
  private static final int[] SIZES = {0, 0, 0, 4, 4, 8, 8, 2, 2, 4, 4, 4, 4, 0, 0, 3, 2, 4, 4, 2, 2};

  private final byte[] bytes;
  /** Of the tag, by constant; 0 for the unused half of a long or double. */
  private final int[] offsets;
  private final int end;

  ConstantPool(byte[] classFile) {
    bytes = classFile;
    offsets = new int[u2(bytes, COUNT_AT)];
    int at = COUNT_AT + 2;
    for (int i = 1; i < offsets.length; i++) {
      offsets[i] = at;
      int tag = bytes[at];
      if (tag == UTF8) {
        at += 3 + u2(bytes, at + 1);
      } else {
        at += 1 + SIZES[tag];
        if (tag == 5 || tag == 6) {
          i++;
        }
      }
    }
    end = at;
  }

  static int u2(byte[] bytes, int at) {
    return (bytes[at] & 0xff) << 8 | bytes[at + 1] & 0xff;
  }

  static int u4(byte[] bytes, int at) {
    return u2(bytes, at) << 16 | u2(bytes, at + 2);
  }

  static void putU2(byte[] bytes, int at, int value) {
    bytes[at] = (byte) (value >> 8);
    bytes[at + 1] = (byte) value;
  }

  /** Where the constants end and the class's flags begin. */
  int end() {
    return end;
  }

  /** Method references to natives: pairs of the constant and the place in {@code targets}. */
  List<int[]> references(FacadeTargets targets) {
    List<int[]> found = new ArrayList<>(0);
    for (int i = 1; i < offsets.length; i++) {
      int at = offsets[i];
      if (at != 0 && bytes[at] == METHOD) {
        int target = target(at, targets);
        if (target >= 0) {
          found.add(new int[] {i, target});
        }
      }
    }
    return found;
  }

  private int target(int method, FacadeTargets targets) {
    int owner = u2(bytes, method + 1);
    if (isOwner(owner, targets.owners())) {
      return targets.find(className(owner), nameAndType(u2(bytes, method + 3)));
    }
    return RandomAccessSubclasses.any() && RandomAccessSubclasses.contains(className(owner))
        ? targets.find(RandomAccessSubclasses.BASE, nameAndType(u2(bytes, method + 3)))
        : -1;
  }

  /** The class itself, with slashes. */
  String name() {
    return className(u2(bytes, end + 2));
  }

  /** Null for {@code Object} and modules. */
  String superName() {
    int constant = u2(bytes, end + 4);
    return constant == 0 ? null : className(constant);
  }

  private boolean isOwner(int type, OwnerNames owners) {
    int name = offsets[u2(bytes, offsets[type] + 1)];
    return owners.contains(bytes, name + 3, u2(bytes, name + 1));
  }

  private String className(int type) {
    return utf8(u2(bytes, offsets[type] + 1));
  }

  private String nameAndType(int constant) {
    int at = offsets[constant];
    return utf8(u2(bytes, at + 1)) + utf8(u2(bytes, at + 3));
  }

  boolean isUtf8(int constant, String text) {
    return utf8(constant).equals(text);
  }

  private String utf8(int constant) {
    int at = offsets[constant];
    return new String(bytes, at + 3, u2(bytes, at + 1), StandardCharsets.UTF_8);
  }

  /** Makes a method reference name another method. */
  void retarget(byte[] copy, int method, int type, int nameAndType) {
    putU2(copy, offsets[method] + 1, type);
    putU2(copy, offsets[method] + 3, nameAndType);
  }

  /** Method handles of instance natives become handles of the static facade. */
  void retargetHandles(byte[] copy, Map<Integer, int[]> instance) {
    for (int i = 1; i < offsets.length; i++) {
      int at = offsets[i];
      if (at != 0 && bytes[at] == METHOD_HANDLE) {
        int[] replacement = instance.get(u2(bytes, at + 2));
        int kind = bytes[at + 1];
        if (replacement != null && (kind == INVOKE_VIRTUAL || kind == INVOKE_SPECIAL)) {
          copy[at + 1] = INVOKE_STATIC;
          putU2(copy, at + 2, replacement[kind == INVOKE_VIRTUAL ? 0 : 1]);
        }
      }
    }
  }

  Additions additions() {
    return new Additions();
  }

  /** Constants to append. */
  final class Additions {

    private final ByteArrayOutputStream added = new ByteArrayOutputStream();
    private final DataOutputStream out = new DataOutputStream(added);
    private final Map<String, Integer> known = new HashMap<>();
    private int count = offsets.length;

    int classNamed(String name) throws Full {
      int text = text(name);
      return add("class " + name, CLASS, text, -1);
    }

    int nameAndType(String name, String descriptor) throws Full {
      int first = text(name);
      int second = text(descriptor);
      return add("type " + name + descriptor, NAME_AND_TYPE, first, second);
    }

    int method(String owner, String name, String descriptor) throws Full {
      int type = classNamed(owner);
      int nameAndType = nameAndType(name, descriptor);
      return add("method " + name + descriptor, METHOD, type, nameAndType);
    }

    private int text(String text) throws Full {
      Integer there = known.get(text);
      if (there != null) {
        return there;
      }
      try {
        out.writeByte(UTF8);
        out.writeUTF(text);
      } catch (IOException e) {
        throw new IllegalStateException("write to memory", e);
      }
      return next(text);
    }

    private int add(String key, int tag, int first, int second) throws Full {
      Integer there = known.get(key);
      if (there != null) {
        return there;
      }
      try {
        out.writeByte(tag);
        out.writeShort(first);
        if (second >= 0) {
          out.writeShort(second);
        }
      } catch (IOException e) {
        throw new IllegalStateException("write to memory", e);
      }
      return next(key);
    }

    private int next(String key) throws Full {
      if (count >= MOST) {
        throw new Full();
      }
      known.put(key, count);
      return count++;
    }

    /** The class file with the new constants. */
    byte[] appendTo(byte[] copy) {
      byte[] more = added.toByteArray();
      byte[] whole = new byte[copy.length + more.length];
      System.arraycopy(copy, 0, whole, 0, end);
      System.arraycopy(more, 0, whole, end, more.length);
      System.arraycopy(copy, end, whole, end + more.length, copy.length - end);
      putU2(whole, COUNT_AT, count);
      return whole;
    }
  }
}
