package org.mosix.boot;

/**
 * One captured frame: a method, the poll it was stopped at, and its values there. Plain data that travels in the heap image; a resume
 * class reads it back through the accessors. Slots follow the class file: longs and doubles take two, their value is in the first.
 */
public final class Frame {

  /** The method's class; for a frame of a resume class, the class it resumes. */
  public Class<?> owner;

  public String name;

  public String descriptor;

  /** Index of the poll's call instruction in the instrumented method. */
  public int bci;

  /** References of the local variables, then of the operand stack; null where the slot holds none. */
  public Object[] references;

  /** Raw bits of the primitives, in the same places. */
  public long[] primitives;

  /** How many of the slots are local variables. */
  public int locals;

  /** Monitors held by this frame, outermost first. */
  public Object[] monitors;

  /** The frame this one called; null for the top frame. */
  public Frame callee;

  /** {@link #CODE} or one of the trampolines. */
  public byte kind;

  /** An instrumented method stopped at one of its polls. */
  public static final byte CODE = 0;

  /** A reflective call: what the callee throws is wrapped in {@code InvocationTargetException}. */
  public static final byte REFLECTION = 1;
}
