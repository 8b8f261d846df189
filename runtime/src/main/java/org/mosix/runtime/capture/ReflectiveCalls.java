package org.mosix.runtime.capture;

import java.lang.StackWalker.StackFrame;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.mosix.runtime.jvm.LiveFrames;

/** The reflective calls of a stopped thread, from the top: a resume leaves their frames out, the stack traces after it must not. */
final class ReflectiveCalls {

  /** The frames are null for a call that was made before an earlier resume. */
  private record Call(int caller, List<StackFrame> frames) {}

  private final List<Call> calls = new ArrayList<>();
  private List<StackFrame> frames;
  private boolean pending;

  /** A frame of the JDK's that carries out the call. */
  void add(StackFrame frame) {
    if (frames == null) {
      frames = new ArrayList<>();
    }
    frames.add(frame);
    pending = true;
  }

  /** A frame of ours that stands for a call made before an earlier resume. */
  void addResumed() {
    pending = true;
  }

  /** The frame behind those that were added will be {@code caller} in the plan. */
  void madeBy(int caller) {
    if (pending) {
      calls.add(new Call(caller, frames));
      frames = null;
      pending = false;
    }
  }

  /** Tells {@code plan} what to show of each call; {@code resumed} are those made before an earlier resume, from the bottom. */
  void enter(UnwindPlan plan, StackTraceElement[][] resumed) {
    if (calls.isEmpty()) {
      return;
    }
    Iterator<StackFrame> visible = LiveFrames.<List<StackFrame>>walkVisible(stack -> reflection(stack.iterator())).iterator();
    StackFrame next = visible.hasNext() ? visible.next() : null;
    int left = (int) calls.stream().filter(call -> call.frames == null).count();
    for (Call call : calls) {
      if (call.frames == null) {
        plan.reflective(call.caller, resumed[--left]);
        continue;
      }
      List<StackTraceElement> elements = new ArrayList<>();
      for (StackFrame frame : call.frames) {
        if (next != null && LiveFrames.isSame(frame, next)) {
          elements.add(frame.toStackTraceElement());
          next = visible.hasNext() ? visible.next() : null;
        }
      }
      plan.reflective(call.caller, elements.toArray(new StackTraceElement[0]));
    }
  }

  private static List<StackFrame> reflection(Iterator<StackFrame> stack) {
    StackCheck.skipToPoll(stack);
    List<StackFrame> found = new ArrayList<>();
    while (stack.hasNext()) {
      StackFrame frame = stack.next();
      if (World.isResume(frame)) {
        break;
      }
      if (Trampolines.isReflection(frame.getDeclaringClass(), frame.getMethodName())) {
        found.add(frame);
      }
    }
    return found;
  }
}
