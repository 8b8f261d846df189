package org.mosix.instrument;

import org.objectweb.asm.ClassReader;

/** A class reader that tells the bytecode index of the instruction being visited. */
public final class OffsetReader extends ClassReader {

  private int offset;

  public OffsetReader(byte[] classfile) {
    super(classfile);
  }

  @Override
  protected void readBytecodeInstructionOffset(int bytecodeOffset) {
    offset = bytecodeOffset;
  }

  /** Bytecode index of the instruction that is being visited. */
  public int offset() {
    return offset;
  }
}
