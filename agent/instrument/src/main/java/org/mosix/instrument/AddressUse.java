package org.mosix.instrument;

import java.nio.charset.StandardCharsets;

/**
 * Whether a class of the program's works with addresses of memory outside the heap: direct buffers have other addresses after a move, and what
 * was read from or written to the old ones would be any memory.
 */
public final class AddressUse {

  private static final String UNSAFE = "sun/misc/Unsafe";

  private static final String BUFFER = "sun/nio/ch/DirectBuffer";
  private static final byte[] UNSAFE_BYTES = UNSAFE.getBytes(StandardCharsets.US_ASCII);
  private static final byte[] BUFFER_BYTES = BUFFER.getBytes(StandardCharsets.US_ASCII);

  private AddressUse() {}

  /** True if the class calls methods of {@code sun.misc.Unsafe} that take addresses, or asks a direct buffer for its own. */
  public static boolean in(byte[] classfile) {
    if (!Instrumenter.mentions(classfile, UNSAFE_BYTES) && !Instrumenter.mentions(classfile, BUFFER_BYTES)) {
      return false;
    }
    try {
      RawClass type = new RawClass(classfile);
      boolean unsafe = false;
      boolean buffer = false;
      boolean address = false;
      for (int i = 1; i < type.poolCount(); i++) {
        switch (type.tagOrZero(i)) {
          case 1 -> address |= type.isUtf8(i, "address");
          case 7 -> buffer |= type.className(i).equals("java/nio/Buffer");
          case 10, 11 -> {
            String owner = type.owner(i);
            unsafe |= owner.equals(UNSAFE);
            if (owner.equals(UNSAFE) && takesAddress(type.memberName(i), type.memberDescriptor(i))
                || owner.equals(BUFFER) && type.memberName(i).equals("address")) {
              return true;
            }
          }
          default -> {
            continue;
          }
        }
      }
      // The field of a buffer, whose offset Unsafe is asked for.
      return unsafe && buffer && address;
    } catch (UnusualClassException | IndexOutOfBoundsException e) {
      return false;
    }
  }

  /** True if the class, one that works with addresses, can do so only with an object of {@code sun.misc.Unsafe}. */
  public static boolean needsUnsafe(byte[] classfile) {
    return !Instrumenter.mentions(classfile, BUFFER_BYTES);
  }

  private static boolean takesAddress(String method, String descriptor) {
    return descriptor.startsWith("(J") && (method.startsWith("get") || method.startsWith("put") || method.equals("setMemory")
        || method.equals("copyMemory") || method.equals("reallocateMemory") || method.equals("freeMemory"));
  }
}
