package org.mosix.runtime.capture;

import java.lang.StackWalker.StackFrame;
import java.util.Iterator;
import org.mosix.boot.Frame;
import org.mosix.instrument.PollIndex;
import org.mosix.runtime.classes.ClassCatalog;
import org.mosix.runtime.jvm.LiveFrames;
import org.mosix.runtime.resume.Adapters;
import org.mosix.runtime.resume.ResumeClasses;

/** Records the frame that called the poll the current thread is in. */
final class FrameRecorder {

  /** So many frames in a row that are the planned ones leave no doubt. */
  private static final int CERTAIN = 4;

  private final ClassCatalog catalog;
  private final ResumeClasses resumes;

  FrameRecorder(ClassCatalog catalog, ResumeClasses resumes) {
    this.catalog = catalog;
    this.resumes = resumes;
  }

  /** True if the values of the frame above the current poll can be trusted. */
  boolean isTrusted() {
    return LiveFrames.walk(stack -> LiveFrames.isTrusted(polling(stack.iterator())));
  }

  /** True if the polling frame is of the method that is to be recorded next. */
  boolean isNext(Tracked thread) {
    return LiveFrames.walkPlain(stack -> isPlanned(thread, stack.iterator()));
  }

  /** What came of recording a frame. */
  enum Result {
    RECORDED,
    /** The poll is not that of the frame to be recorded next. */
    ELSEWHERE,
    /** The frame is compiled, and its values cannot all be trusted. */
    COMPILED
  }

  /** Appends the polling frame to {@code thread}'s; its callee is the frame recorded before. */
  Result record(Tracked thread) {
    Frame frame = LiveFrames.walk(stack -> read(polling(stack.iterator())));
    if (frame == null) {
      return Result.COMPILED;
    } else if (!thread.plan.isAt(thread.recorded, frame.bci)) {
      return Result.ELSEWHERE;
    }
    Frame callee = thread.last;
    StackTraceElement[] reflection = thread.plan.reflective(thread.recorded);
    if (callee != null && reflection != null) {
      callee = Adapters.frame(Frame.REFLECTION, callee);
      callee.references = reflection;
    }
    frame.callee = callee;
    frame.proxies = thread.plan.proxies(thread.recorded);
    if (thread.top == null) {
      thread.top = frame;
    }
    thread.last = frame;
    thread.recorded++;
    return Result.RECORDED;
  }

  /**
   * True if the polling frame and some below it are the planned ones. A plain walk tells: one with values loses compiled frames near the
   * end of a virtual thread's stack.
   */
  private boolean isPlanned(Tracked thread, Iterator<StackFrame> stack) {
    UnwindPlan plan = thread.plan;
    int i = thread.recorded;
    StackFrame polling = polling(stack);
    if (!plan.isMethod(i, polling.getDeclaringClass(), polling.getMethodName())) {
      return false;
    }
    for (int below = i + 1; below < i + CERTAIN && below < plan.size(); ) {
      StackFrame frame = stack.next();
      if (plan.isMethod(below, frame.getDeclaringClass(), frame.getMethodName())) {
        below++;
      } else if (!StackCheck.isSkipped(frame) && !resumes.isHelper(frame)) {
        return false;
      }
    }
    return true;
  }

  /** The first frame behind the poll; proxies and adapters lie between polls and other frames only, never here. */
  private static StackFrame polling(Iterator<StackFrame> stack) {
    StackCheck.skipToPoll(stack);
    return stack.next();
  }

  /** Null if the frame's values cannot be trusted. */
  private Frame read(StackFrame live) {
    if (!LiveFrames.isTrusted(live)) {
      return null;
    }
    Frame frame = new Frame();
    Class<?> type = live.getDeclaringClass();
    ResumeClasses.Origin origin = type.isHidden() ? resumes.originOf(type) : null;
    if (origin != null) {
      frame.owner = origin.owner();
      frame.name = origin.name();
      frame.descriptor = origin.descriptor();
    } else {
      frame.owner = type;
      frame.name = live.getMethodName();
      frame.descriptor = LiveFrames.descriptor(live);
    }
    PollIndex.Method method = catalog.polls(frame.owner).method(frame.name, frame.descriptor);
    int bci = live.getByteCodeIndex();
    frame.bci = origin != null ? origin.pollOf(LiveFrames.descriptor(live), bci) : method.pollOf(bci);
    values(frame, LiveFrames.locals(live), LiveFrames.operands(live));
    if (method.locksThis()) {
      // Compiled code forgets a variable after its last use; the method's end still needs its lock.
      frame.references[0] = LiveFrames.monitors(live)[0];
    }
    return frame;
  }

  private static void values(Frame frame, Object[] locals, Object[] operands) {
    int slots = locals.length + operands.length;
    frame.locals = locals.length;
    frame.references = new Object[slots];
    frame.primitives = new long[slots];
    for (int i = 0; i < slots; i++) {
      Object slot = i < locals.length ? locals[i] : operands[i - locals.length];
      if (LiveFrames.isPrimitive(slot)) {
        frame.primitives[i] = LiveFrames.bits(slot);
      } else {
        frame.references[i] = slot;
      }
    }
  }
}
