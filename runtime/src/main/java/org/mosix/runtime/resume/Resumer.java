package org.mosix.runtime.resume;

import java.util.List;
import org.mosix.boot.Frame;
import org.mosix.instrument.ResumeClass;

/** Gives captured frames the code that continues them, and bridges callers and callees of different kinds. */
public final class Resumer {

  private final ResumeClasses classes;

  public Resumer(ResumeClasses classes) {
    this.classes = classes;
  }

  /** Generates what continues frames at these places, before they are here. */
  public void expect(List<Place> places) {
    places.forEach(classes::of);
  }

  /** Prepares the frames from {@code bottom} up. */
  public void prepare(Frame bottom) {
    Frame frame = bottom;
    while (frame != null) {
      if (frame.kind == Frame.CODE) {
        ResumeClasses.Resumable resumable = classes.of(frame);
        frame.code = resumable.code();
        if (frame.callee != null) {
          bridge(frame, resumable.calleeResult());
        }
      } else {
        frame.code = Adapters.forKind(frame.kind, kind(frame.callee));
      }
      frame = frame.callee;
    }
  }

  private void bridge(Frame caller, String expected) {
    if (expected == null) {
      throw new IllegalStateException(caller + " called " + caller.callee + " but its poll does not follow a call");
    }
    Frame callee = caller.callee;
    if (callee.kind == Frame.REFLECTION && isConstructor(callee.callee)) {
      callee.callee = converting(caller, callee.callee);
    } else if (callee.kind == Frame.CODE && ResumeClass.kindOf(expected) != kind(callee)) {
      caller.callee = converting(caller, callee);
    }
  }

  private static Frame converting(Frame caller, Frame callee) {
    Frame conversion = Adapters.frame(Frame.CONVERSION, callee);
    if (isConstructor(callee)) {
      conversion.references = new Object[] {made(caller)};
    }
    return conversion;
  }

  private static boolean isConstructor(Frame frame) {
    return frame.kind == Frame.CODE && frame.name.equals("<init>");
  }

  /**
   * What a constructor reference, or reflection, gave its caller: while the constructor was unwound, what called it returned the object
   * itself, and no dummy. The constructor's own variable 0 is no help: compiled code forgets it after its last use.
   */
  private static Object made(Frame caller) {
    return caller.references[caller.references.length - 1];
  }

  /** How the frame, or the one behind an adapter, returns its result. */
  private static char kind(Frame frame) {
    if (frame.kind == Frame.CODE) {
      return ResumeClass.kindOf(frame.descriptor);
    }
    return frame.kind == Frame.CONVERSION && frame.references != null ? 'A' : kind(frame.callee);
  }
}
