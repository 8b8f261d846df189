package org.mosix.runtime.syscall;

import java.util.ArrayList;
import java.util.List;

/** Native memory of one call at home, freed with it. */
final class Scratch implements AutoCloseable {

  private final List<Long> blocks = new ArrayList<>(2);

  /** Uninitialised memory; 0 for no bytes. */
  long memory(int length) {
    if (length == 0) {
      return 0;
    }
    long address = Trusted.UNSAFE.allocateMemory(length);
    blocks.add(address);
    return address;
  }

  long memory(byte[] content) {
    long address = memory(content.length);
    if (address != 0) {
      Trusted.copyIn(content, 0, address, content.length);
    }
    return address;
  }

  long cString(byte[] bytes) {
    long address = memory(bytes.length + 1);
    Trusted.copyIn(bytes, 0, address, bytes.length);
    Trusted.UNSAFE.putByte(address + bytes.length, (byte) 0);
    return address;
  }

  @Override
  public void close() {
    for (long block : blocks) {
      Trusted.UNSAFE.freeMemory(block);
    }
  }
}
