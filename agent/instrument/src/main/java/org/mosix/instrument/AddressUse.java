package org.mosix.instrument;

import java.nio.charset.StandardCharsets;

/**
 * Whether a class of the program's works with addresses of memory outside the heap in a way that {@link MemoryAccess} does not see: by the JDK's
 * own {@code Unsafe}, which a command line may open to it. Memory has other addresses after a move.
 */
public final class AddressUse {

  private static final String UNSAFE = "jdk/internal/misc/Unsafe";
  private static final byte[] UNSAFE_BYTES = UNSAFE.getBytes(StandardCharsets.US_ASCII);

  private AddressUse() {}

  /** True if the class calls methods of {@code jdk.internal.misc.Unsafe} that take or give addresses. */
  public static boolean in(byte[] classfile) {
    if (!Instrumenter.mentions(classfile, UNSAFE_BYTES)) {
      return false;
    }
    try {
      RawClass type = new RawClass(classfile);
      for (int i = 1; i < type.poolCount(); i++) {
        int tag = type.tagOrZero(i);
        if ((tag == 10 || tag == 11) && type.owner(i).equals(UNSAFE) && isOfAddresses(type.memberName(i), type.memberDescriptor(i))) {
          return true;
        }
      }
      return false;
    } catch (UnusualClassException | IndexOutOfBoundsException e) {
      return false;
    }
  }

  private static boolean isOfAddresses(String method, String descriptor) {
    return MemoryAccess.takesAddress(method, descriptor) || method.equals("allocateMemory") || method.equals("reallocateMemory")
        || method.equals("freeMemory");
  }
}
