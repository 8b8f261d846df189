package org.mosix.instrument;

import java.nio.charset.StandardCharsets;

/** A class file as bytes, with the places of its constants, and the constants added to it. */
final class RawClass {

  private static final int UTF8 = 1;

  final byte[] bytes;
  final int version;
  /** Offset behind the constant pool, at the access flags. */
  final int poolEnd;
  final int access;
  final String name;
  final ByteSink added = new ByteSink(512);

  private final int poolCount;
  /** Offsets of the constants, behind their tags. */
  private final int[] constants;
  private final String[] strings;
  private int next;

  RawClass(byte[] bytes) {
    this.bytes = bytes;
    this.version = u2(6);
    this.poolCount = u2(8);
    this.next = poolCount;
    this.constants = new int[poolCount];
    this.strings = new String[poolCount];
    int at = 10;
    for (int i = 1; i < poolCount; i++) {
      int tag = bytes[at];
      constants[i] = at + 1;
      switch (tag) {
        case UTF8 -> at += 3 + u2(at + 1);
        case 7, 8, 16, 19, 20 -> at += 3;
        case 15 -> at += 4;
        case 3, 4, 9, 10, 11, 12, 17, 18 -> at += 5;
        case 5, 6 -> {
          at += 9;
          i++;
        }
        default -> throw UnusualClassException.UNUSUAL;
      }
    }
    this.poolEnd = at;
    this.access = u2(at);
    this.name = className(u2(at + 2));
  }

  int u1(int at) {
    return bytes[at] & 0xff;
  }

  int u2(int at) {
    return (bytes[at] & 0xff) << 8 | bytes[at + 1] & 0xff;
  }

  int s2(int at) {
    return bytes[at] << 8 | bytes[at + 1] & 0xff;
  }

  int s4(int at) {
    return u2(at) << 16 | u2(at + 2);
  }

  int poolCount() {
    return poolCount;
  }

  /** 0 for the second half of a long or double constant. */
  int tagOrZero(int index) {
    return constants[index] == 0 ? 0 : tag(index);
  }

  int tag(int index) {
    return bytes[constants[index] - 1];
  }

  /** A name or descriptor. Letters beyond ASCII come as their bytes: enough to compare names. */
  String utf8(int index) {
    String known = strings[index];
    if (known == null) {
      int at = constants[index];
      known = new String(bytes, at + 2, u2(at), StandardCharsets.ISO_8859_1);
      strings[index] = known;
    }
    return known;
  }

  boolean isUtf8(int index, String ascii) {
    int at = constants[index];
    return u2(at) == ascii.length() && ascii.equals(utf8(index));
  }

  String className(int index) {
    return utf8(u2(constants[index]));
  }

  String owner(int memberIndex) {
    return className(u2(constants[memberIndex]));
  }

  String memberName(int memberIndex) {
    return utf8(u2(constants[u2(constants[memberIndex] + 2)]));
  }

  String memberDescriptor(int memberIndex) {
    return utf8(u2(constants[u2(constants[memberIndex] + 2)] + 2));
  }

  /** Number of constants with those added. */
  int newCount() {
    if (next > 65535) {
      throw UnusualClassException.UNUSUAL;
    }
    return next;
  }

  int addUtf8(String ascii) {
    added.u1(UTF8).u2(ascii.length());
    for (int i = 0; i < ascii.length(); i++) {
      added.u1(ascii.charAt(i));
    }
    return next++;
  }

  int addClass(String internalName) {
    int utf8 = addUtf8(internalName);
    added.u1(7).u2(utf8);
    return next++;
  }

  int addMember(int tag, String owner, String member, String descriptor) {
    int type = addClass(owner);
    int nameUtf8 = addUtf8(member);
    int descriptorUtf8 = addUtf8(descriptor);
    added.u1(12).u2(nameUtf8).u2(descriptorUtf8);
    int nameAndType = next++;
    added.u1(tag).u2(type).u2(nameAndType);
    return next++;
  }

  /** The constant of a call site like this one, with another descriptor. */
  int addDynamic(int site, String descriptor) {
    int descriptorUtf8 = addUtf8(descriptor);
    added.u1(12).u2(u2(constants[u2(constants[site] + 2)])).u2(descriptorUtf8);
    int nameAndType = next++;
    added.u1(18).u2(bootstrap(site)).u2(nameAndType);
    return next++;
  }

  /** Which of the bootstrap methods links the call site. */
  int bootstrap(int site) {
    return u2(constants[site]);
  }

  /** The member that the method handle constant is of. */
  int handled(int handle) {
    return u2(constants[handle] + 1);
  }

  /** Offset of the attribute of the class. */
  int classAttribute(String attribute) {
    int at = poolEnd + 8 + 2 * u2(poolEnd + 6);
    for (int kind = 0; kind < 2; kind++) {
      int members = u2(at);
      at += 2;
      for (int i = members; i > 0; i--) {
        at = attributesEnd(at + 6);
      }
    }
    int count = u2(at);
    at += 2;
    for (int i = count; i > 0; i--) {
      if (isUtf8(u2(at), attribute)) {
        return at;
      }
      at += 6 + s4(at + 2);
    }
    throw UnusualClassException.UNUSUAL;
  }

  private int attributesEnd(int attributes) {
    int at = attributes + 2;
    for (int i = u2(attributes); i > 0; i--) {
      at += 6 + s4(at + 2);
    }
    return at;
  }

  /** Index of the class's own constant. */
  int self() {
    return u2(poolEnd + 2);
  }
}
