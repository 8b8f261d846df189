package org.mosix.runtime.capture;

import java.lang.StackWalker.StackFrame;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;
import org.mosix.runtime.jvm.Internals;
import org.mosix.runtime.jvm.LiveFrames;
import org.mosix.runtime.resume.Adapters;
import org.mosix.runtime.resume.ResumeClasses;

/**
 * Stack traces of threads that were resumed. Resumed frames are of hidden classes, which the VM leaves out, and they lie on frames of
 * ours, which it shows; the trace made here is the one the thread would have without us.
 */
final class StackTraces {

  /** What the VM keeps, unless it is told otherwise by {@code -XX:MaxJavaStackTraceDepth}. */
  private static final int DEPTH = 1024;

  private static final String BOOT = "org.mosix.boot.";

  private static final long ELEMENTS = Internals.offset(Throwable.class, "stackTrace");
  private static final long BACKTRACE = Internals.offset(Throwable.class, "backtrace");
  private static final long CLASS_NAME = Internals.offset(StackTraceElement.class, "declaringClass");
  private static final long METHOD_NAME = Internals.offset(StackTraceElement.class, "methodName");

  private final ResumeClasses resumes;

  StackTraces(ResumeClasses resumes) {
    this.resumes = resumes;
  }

  /** Replaces the trace that the VM gave {@code thrown}; to be called from {@code fillInStackTrace}. */
  void mend(Throwable thrown, Tracked thread) {
    if (Internals.UNSAFE.getReference(thrown, BACKTRACE) == null) {
      return;
    }
    boolean all = thread.reflections.length > 0;
    List<StackFrame> frames = LiveFrames.walkPlain(stack -> filled(stack, all ? Integer.MAX_VALUE : 2 * DEPTH));
    List<StackFrame> visible = LiveFrames.walkVisible(stack -> filled(stack, 2 * DEPTH));
    StackTraceElement[] elements = elements(thrown, frames, visible, thread);
    // The VM's own stays: messages of null pointers are made from it when they are asked for.
    Internals.UNSAFE.putReference(thrown, ELEMENTS, elements);
  }

  /** {@code function}, given the frames that {@code walker} would see in an undisturbed thread. */
  <T> Function<?, T> walking(StackWalker walker, Function<?, T> function) {
    List<StackFrame> frames = new WalkedFrames(resumes, walker).list();
    @SuppressWarnings("unchecked")
    Function<Stream<StackFrame>, T> asked = (Function<Stream<StackFrame>, T>) function;
    return ignored -> asked.apply(frames.stream());
  }

  /** What walks for {@code StackWalker.forEach}. */
  static Function<?, ?> each(Consumer<?> action) {
    return frames -> {
      @SuppressWarnings("unchecked")
      Consumer<Object> each = (Consumer<Object>) action;
      ((Stream<?>) frames).forEach(each);
      return null;
    };
  }

  /** The class that called the caller of {@code StackWalker.getCallerClass}; {@code found} if that cannot be told. */
  Class<?> walked(Class<?> found) {
    List<Class<?>> callers = LiveFrames.walkPlain(stack -> WalkedFrames.callers(resumes, stack.iterator()));
    return callers.size() > 1 ? callers.get(1) : found;
  }

  /** The classes of all frames of the program, from that of the method that asks. */
  Class<?>[] context(Tracked thread) {
    return WalkedFrames.classes(resumes, thread.proxies).toArray(new Class<?>[0]);
  }

  /** The class that called the method of the topmost resumed frame; null if nobody but the VM did. */
  Class<?> caller() {
    return LiveFrames.walkPlain(stack -> caller(stack.iterator()));
  }

  private Class<?> caller(Iterator<StackFrame> stack) {
    boolean callee = false;
    while (stack.hasNext()) {
      StackFrame frame = stack.next();
      Class<?> type = frame.getDeclaringClass();
      ResumeClasses.Origin origin = type.isHidden() ? resumes.originOf(type) : null;
      if (origin != null && callee) {
        return origin.owner();
      }
      callee |= origin != null;
      if (callee && origin == null && !isBetween(frame)) {
        return World.isResume(frame) ? null : type;
      }
    }
    return null;
  }

  /** Reflection and what stands for it, as the VM passes over it. */
  static boolean isBetween(StackFrame frame) {
    Class<?> type = frame.getDeclaringClass();
    return !World.isResume(frame) && isOurs(type) || type == Method.class || type.getName().startsWith("jdk.internal.reflect.");
  }

  private static List<StackFrame> filled(Stream<? extends StackFrame> stack, int most) {
    return below(stack.iterator(), Throwable.class, "fillInStackTrace", most);
  }

  /** At most so many frames below the calls of this method, up to where a resumed thread's frames end. */
  static List<StackFrame> below(Iterator<? extends StackFrame> stack, Class<?> owner, String method, int most) {
    List<StackFrame> result = new ArrayList<>();
    boolean called = false;
    while (stack.hasNext() && result.size() < most) {
      StackFrame frame = stack.next();
      if (called) {
        if (World.isResume(frame)) {
          break;
        }
        result.add(frame);
      }
      called |= frame.getDeclaringClass() == owner && frame.getMethodName().equals(method);
    }
    return result;
  }

  private StackTraceElement[] elements(Throwable thrown, List<StackFrame> frames, List<StackFrame> visible, Tracked thread) {
    List<StackTraceElement> elements = new ArrayList<>();
    int reflective = 0;
    for (StackFrame frame : frames) {
      reflective += frame.getDeclaringClass() == Adapters.reflection() ? 1 : 0;
    }
    int shown = 0;
    boolean making = true;
    for (StackFrame frame : frames) {
      boolean isShown = shown < visible.size() && LiveFrames.isSame(frame, visible.get(shown));
      shown += isShown ? 1 : 0;
      Class<?> type = frame.getDeclaringClass();
      ResumeClasses.Origin origin = type.isHidden() ? resumes.originOf(type) : null;
      making = making && isMaking(thrown, frame, origin);
      if (making) {
        continue;
      }
      if (origin != null) {
        if (!origin.isHidden() && !origin.isHelper(frame.getMethodName())) {
          elements.add(element(frame, origin));
        }
      } else if (type == Adapters.reflection()) {
        Collections.addAll(elements, thread.reflections[--reflective]);
      } else if (isShown && !isOurs(type)) {
        elements.add(frame.toStackTraceElement());
      }
    }
    return elements.subList(0, Math.min(elements.size(), DEPTH)).toArray(new StackTraceElement[0]);
  }

  /** The frames that construct the exception are not part of its trace. */
  private static boolean isMaking(Throwable thrown, StackFrame frame, ResumeClasses.Origin origin) {
    String method = origin == null ? frame.getMethodName() : origin.name();
    Class<?> owner = origin == null ? frame.getDeclaringClass() : origin.owner();
    return (method.equals("<init>") || method.equals("fillInStackTrace")) && owner.isInstance(thrown);
  }

  static boolean isOurs(Class<?> type) {
    ClassLoader loader = type.getClassLoader();
    return loader == StackTraces.class.getClassLoader() || loader == null && type.getName().startsWith(BOOT);
  }

  /** A resume class has its owner's loader, module, source file and lines. */
  static StackTraceElement element(StackFrame frame, ResumeClasses.Origin origin) {
    StackTraceElement element = frame.toStackTraceElement();
    Internals.UNSAFE.putReference(element, CLASS_NAME, origin.owner().getName());
    Internals.UNSAFE.putReference(element, METHOD_NAME, origin.name());
    return element;
  }
}
