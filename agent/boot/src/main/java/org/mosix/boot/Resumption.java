package org.mosix.boot;

/**
 * Continues one captured frame: a generated class per (method, poll) overrides the method of its return type's kind. It restores the
 * frame's monitors, variables and operands, continues the frame it called, and jumps behind the poll.
 */
public abstract class Resumption {

  /** For methods that return nothing. */
  public void resumeVoid(Frame frame) throws Throwable {
    throw unexpected("void");
  }

  /** For boolean, byte, char, short and int. */
  public int resumeInt(Frame frame) throws Throwable {
    throw unexpected("int");
  }

  /** For long. */
  public long resumeLong(Frame frame) throws Throwable {
    throw unexpected("long");
  }

  /** For float. */
  public float resumeFloat(Frame frame) throws Throwable {
    throw unexpected("float");
  }

  /** For double. */
  public double resumeDouble(Frame frame) throws Throwable {
    throw unexpected("double");
  }

  /** For objects and arrays. */
  public Object resumeObject(Frame frame) throws Throwable {
    throw unexpected("an object");
  }

  private IllegalStateException unexpected(String kind) {
    return new IllegalStateException(getClass().getName() + " does not return " + kind);
  }
}
