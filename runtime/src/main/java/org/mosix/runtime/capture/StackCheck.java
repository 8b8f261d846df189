package org.mosix.runtime.capture;

import java.lang.StackWalker.StackFrame;
import java.util.Iterator;
import org.mosix.boot.JdkPoll;
import org.mosix.boot.Poll;
import org.mosix.instrument.PollIndex;
import org.mosix.runtime.classes.ClassCatalog;
import org.mosix.runtime.jvm.LiveFrames;
import org.mosix.runtime.resume.Adapters;
import org.mosix.runtime.resume.Place;
import org.mosix.runtime.resume.ResumeClasses;

/** Looks through the current thread's stack at a poll: can every frame be captured, and how many are there? */
final class StackCheck {

  private final ClassCatalog catalog;
  private final ResumeClasses resumes;
  private final LambdaProxies lambdas;

  StackCheck(ClassCatalog catalog, ResumeClasses resumes, LambdaProxies lambdas) {
    this.catalog = catalog;
    this.resumes = resumes;
    this.lambdas = lambdas;
  }

  /** Null if the stack can be captured ({@code thread} then knows its frames), else the frame that pins it. */
  String pinned(Tracked thread) {
    ReflectiveCalls reflective = new ReflectiveCalls();
    PassedProxies proxies = new PassedProxies(lambdas);
    String pinned = LiveFrames.walkPlain(stack -> walk(stack.iterator(), thread, reflective, proxies));
    if (pinned == null) {
      reflective.enter(thread.plan, thread.reflections);
      proxies.enter(thread.plan, thread.proxies);
    }
    return pinned;
  }

  private String walk(Iterator<StackFrame> stack, Tracked thread, ReflectiveCalls reflective, PassedProxies proxies) {
    skipToPoll(stack);
    thread.forget();
    boolean bottom = false;
    boolean composed = false;
    boolean loading = false;
    while (stack.hasNext()) {
      StackFrame frame = stack.next();
      Class<?> type = frame.getDeclaringClass();
      if (World.isResume(frame)) {
        // A resumed thread's frames end where it waited for them.
        return null;
      }
      if (bottom && Trampolines.isVirtualEnd(type, frame.getMethodName())) {
        return null;
      }
      if (composed && !Trampolines.isTransparent(type)) {
        if (!Trampolines.composesPassingOn(type)) {
          return describe(type, frame.getMethodName()) + ": called a method handle composed of others";
        }
        composed = false;
      }
      if (Trampolines.isReflection(type, frame.getMethodName())) {
        reflective.add(frame);
        continue;
      }
      if (type == Adapters.reflection()) {
        reflective.addResumed();
        continue;
      }
      if (type == Adapters.passing() || Trampolines.isTransparent(type)) {
        composed |= Trampolines.isComposed(type, frame.getMethodName());
        proxies.add(type);
        continue;
      }
      int poll;
      ResumeClasses.Origin origin = type.isHidden() ? resumes.originOf(type) : null;
      if (origin != null && origin.isHelper(frame.getMethodName())) {
        // It returns the dummy of the unwound frame above it, and its caller has a poll behind the call.
        continue;
      }
      if (origin != null) {
        poll = origin.pollOf(LiveFrames.descriptor(frame), frame.getByteCodeIndex());
        if (poll < 0) {
          return describe(origin.owner(), origin.name());
        }
        bottom = false;
      } else {
        PollIndex.Method method = catalog.polls(type).method(frame.getMethodName(), LiveFrames.descriptor(frame));
        poll = method.pollOf(frame.getByteCodeIndex());
        if (poll < 0) {
          return describe(type, frame.getMethodName());
        }
        bottom = method.isBottom();
      }
      String refusal = refusal(type, frame, origin, poll);
      if (refusal != null) {
        return refusal;
      }
      Class<?> owner = origin == null ? type : origin.owner();
      String name = origin == null ? frame.getMethodName() : origin.name();
      String descriptor = origin == null ? LiveFrames.descriptor(frame) : origin.descriptor();
      if (loading && !catalog.polls(owner).method(name, descriptor).loadsClass(poll)) {
        return describe(owner, name) + ": the VM loads a class for it";
      }
      // The VM itself may have called it, to resolve what the caller is about to call: it would take the dummy of an unwound frame for the answer.
      loading = PollIndex.isLoadClass(name, descriptor) && ClassLoader.class.isAssignableFrom(owner);
      reflective.madeBy(thread.plan.size());
      proxies.passedTo(thread.plan, origin != null);
      thread.plan.add(type, frame.getMethodName(), poll);
    }
    return bottom ? null : "its first method is not main or run";
  }

  /** Why the frame, at this poll, could not be continued; null if it can. */
  private String refusal(Class<?> type, StackFrame frame, ResumeClasses.Origin origin, int poll) {
    Class<?> owner = origin == null ? type : origin.owner();
    String name = origin == null ? frame.getMethodName() : origin.name();
    String descriptor = origin == null ? LiveFrames.descriptor(frame) : origin.descriptor();
    if (!catalog.polls(owner).method(name, descriptor).isUnusual()) {
      return null;
    }
    String why = resumes.refusal(new Place(owner, name, descriptor, poll));
    return why == null ? null : describe(owner, name) + ": " + why;
  }

  /** True for the frames between two captured ones that are not recorded themselves. */
  static boolean isSkipped(StackFrame frame) {
    Class<?> type = frame.getDeclaringClass();
    return Trampolines.isReflection(type, frame.getMethodName())
        || type == Adapters.reflection()
        || type == Adapters.passing()
        || Trampolines.isTransparent(type);
  }

  static void skipToPoll(Iterator<StackFrame> stack) {
    while (stack.hasNext()) {
      StackFrame frame = stack.next();
      Class<?> type = frame.getDeclaringClass();
      if ((type == Poll.class || type == JdkPoll.class) && frame.getMethodName().equals("poll")) {
        return;
      }
    }
  }

  private static String describe(Class<?> type, String method) {
    return type.getName() + '.' + method;
  }
}
