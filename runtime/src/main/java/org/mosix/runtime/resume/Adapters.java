package org.mosix.runtime.resume;

import java.lang.reflect.InvocationTargetException;
import org.mosix.boot.Frame;
import org.mosix.boot.Resumption;

/** Resumptions for the calls between two captured frames that only convert the result or wrap what is thrown. */
public final class Adapters {

  private Adapters() {}

  /** A frame of {@link Frame#REFLECTION} or {@link Frame#CONVERSION} between its caller and {@code callee}. */
  public static Frame frame(byte kind, Frame callee) {
    Frame frame = new Frame();
    frame.kind = kind;
    frame.callee = callee;
    return frame;
  }

  /** The class whose frames stand for a reflective call, one for each. */
  public static Class<?> reflection() {
    return Reflection.class;
  }

  /** The class whose frames lie between a resumed caller and its callee without a meaning of their own. */
  public static Class<?> passing() {
    return Adapter.class;
  }

  static Resumption forKind(byte kind, char calleeKind) {
    return kind == Frame.REFLECTION ? new Reflection(calleeKind) : new Conversion(calleeKind);
  }

  /** Boxes the callee's result, then gives the caller what it expects. While unwinding the result is a dummy. */
  private abstract static class Adapter extends Resumption {

    private final char calleeKind;

    Adapter(char calleeKind) {
      this.calleeKind = calleeKind;
    }

    Object result(Frame frame) throws Throwable {
      return callee(frame);
    }

    final Object callee(Frame frame) throws Throwable {
      Frame callee = frame.callee;
      Resumption code = callee.code;
      switch (calleeKind) {
        case 'V':
          code.resumeVoid(callee);
          // What called a constructor by reference or by reflection gets the object.
          return frame.kind == Frame.CONVERSION && frame.references != null ? frame.references[0] : null;
        case 'I':
          return boxedInt(callee, code.resumeInt(callee));
        case 'J':
          return code.resumeLong(callee);
        case 'F':
          return code.resumeFloat(callee);
        case 'D':
          return code.resumeDouble(callee);
        default:
          return code.resumeObject(callee);
      }
    }

    private static Object boxedInt(Frame callee, int value) {
      String descriptor = callee.descriptor;
      return switch (descriptor.charAt(descriptor.indexOf(')') + 1)) {
        case 'Z' -> value != 0;
        case 'B' -> (byte) value;
        case 'C' -> (char) value;
        case 'S' -> (short) value;
        default -> value;
      };
    }

    @Override
    public final void resumeVoid(Frame frame) throws Throwable {
      result(frame);
    }

    @Override
    public final Object resumeObject(Frame frame) throws Throwable {
      return result(frame);
    }

    @Override
    public final int resumeInt(Frame frame) throws Throwable {
      Object value = result(frame);
      if (value instanceof Boolean truth) {
        return truth ? 1 : 0;
      }
      return value instanceof Character character ? character : value == null ? 0 : ((Number) value).intValue();
    }

    @Override
    public final long resumeLong(Frame frame) throws Throwable {
      Object value = result(frame);
      return value instanceof Character character ? character : value == null ? 0 : ((Number) value).longValue();
    }

    @Override
    public final float resumeFloat(Frame frame) throws Throwable {
      Object value = result(frame);
      return value instanceof Character character ? character : value == null ? 0 : ((Number) value).floatValue();
    }

    @Override
    public final double resumeDouble(Frame frame) throws Throwable {
      Object value = result(frame);
      return value instanceof Character character ? character : value == null ? 0 : ((Number) value).doubleValue();
    }
  }

  private static final class Conversion extends Adapter {
    Conversion(char calleeKind) {
      super(calleeKind);
    }
  }

  private static final class Reflection extends Adapter {
    Reflection(char calleeKind) {
      super(calleeKind);
    }

    @Override
    Object result(Frame frame) throws Throwable {
      try {
        return callee(frame);
      } catch (Throwable thrown) {
        throw new InvocationTargetException(thrown);
      }
    }
  }
}
