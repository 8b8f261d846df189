package org.mosix.boot;

/**
 * One captured frame: a method, the poll it was stopped at, and its values there. Plain data that travels in the heap image; a resume
 * class reads it back through the accessors. Slots follow the class file: longs and doubles take two, and as in the VM their value is in the second.
 */
public final class Frame {

  /** The method's class; for a frame of a resume class, the class it resumes. */
  public Class<?> owner;

  public String name;

  public String descriptor;

  /** Index of the poll's call instruction in the instrumented method. */
  public int bci;

  /** Local variables, then the operand stack: references; null where a slot holds a primitive. */
  public Object[] references;

  /** Raw bits of the primitives, in the same places. */
  public long[] primitives;

  /** How many of the slots are local variables. */
  public int locals;

  /** The frame this one called; null for the top frame. */
  public Frame callee;

  /** The lambda proxies by which it was called, from the top; null for none. */
  public Class<?>[] proxies;

  /** What continues this frame; made on the node that does, never part of an image. */
  public transient Resumption code;

  /** {@link #CODE}, {@link #REFLECTION} or {@link #CONVERSION}. */
  public byte kind;

  /** An instrumented method stopped at one of its polls. */
  public static final byte CODE = 0;

  /**
   * A reflective call: what the callee throws is wrapped in {@code InvocationTargetException}. Its {@link #references} are the
   * {@code StackTraceElement}s of the frames it stands for, from the top.
   */
  public static final byte REFLECTION = 1;

  /**
   * A lambda proxy or the like: the callee's result is converted to what the caller expects. If the callee is a constructor, the only one
   * of the {@link #references} is the object it makes.
   */
  public static final byte CONVERSION = 2;

  /** Local variable {@code slot}. */
  public int intLocal(int slot) {
    return (int) primitives[slot];
  }

  /** Operand {@code slot}, counted from the bottom of the stack. */
  public int intOperand(int slot) {
    return (int) primitives[locals + slot];
  }

  /** Local variable {@code slot}, the second of its two. */
  public long longLocal(int slot) {
    return primitives[slot];
  }

  /** Operand {@code slot}, counted from the bottom of the stack, the second of its two. */
  public long longOperand(int slot) {
    return primitives[locals + slot];
  }

  /** Local variable {@code slot}. */
  public float floatLocal(int slot) {
    return Float.intBitsToFloat((int) primitives[slot]);
  }

  /** Operand {@code slot}, counted from the bottom of the stack. */
  public float floatOperand(int slot) {
    return Float.intBitsToFloat((int) primitives[locals + slot]);
  }

  /** Local variable {@code slot}, the second of its two. */
  public double doubleLocal(int slot) {
    return Double.longBitsToDouble(primitives[slot]);
  }

  /** Operand {@code slot}, counted from the bottom of the stack, the second of its two. */
  public double doubleOperand(int slot) {
    return Double.longBitsToDouble(primitives[locals + slot]);
  }

  /** Local variable {@code slot}. */
  public Object referenceLocal(int slot) {
    return references[slot];
  }

  /** Operand {@code slot}, counted from the bottom of the stack. */
  public Object referenceOperand(int slot) {
    return references[locals + slot];
  }

  /** Gives the callee, null for the top frame, and forgets all values: the resumed method has them. */
  public Frame consume() {
    Frame next = callee;
    callee = null;
    references = null;
    primitives = null;
    return next;
  }

  @Override
  public String toString() {
    return owner == null ? "adapter " + kind : owner.getName() + '.' + name + descriptor + '@' + bci;
  }
}
