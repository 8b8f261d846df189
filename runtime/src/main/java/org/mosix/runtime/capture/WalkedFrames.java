package org.mosix.runtime.capture;

import java.lang.StackWalker.StackFrame;
import java.lang.invoke.CallSite;
import java.lang.invoke.LambdaMetafactory;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Constructor;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.mosix.boot.Calls;
import org.mosix.runtime.jvm.Internals;
import org.mosix.runtime.jvm.LiveFrames;
import org.mosix.runtime.resume.ResumeClasses;

/** What a stack walker of the program sees of a thread that was resumed: the program's frames, without ours. */
final class WalkedFrames {

  private static final long OPTIONS = Internals.offset(StackWalker.class, "options");

  private final ResumeClasses resumes;
  private final boolean classes;
  private final boolean reflection;

  @SuppressWarnings("unchecked")
  WalkedFrames(ResumeClasses resumes, StackWalker walker) {
    this.resumes = resumes;
    Set<StackWalker.Option> options = (Set<StackWalker.Option>) Internals.UNSAFE.getReference(walker, OPTIONS);
    this.classes = options.contains(StackWalker.Option.RETAIN_CLASS_REFERENCE);
    this.reflection =
        options.contains(StackWalker.Option.SHOW_REFLECT_FRAMES) || options.contains(StackWalker.Option.SHOW_HIDDEN_FRAMES);
  }

  /** The frames below the current thread's call of {@code StackWalker.walk}. */
  List<StackFrame> list() {
    List<StackFrame> all = LiveFrames.walkPlain(WalkedFrames::walked);
    List<StackFrame> visible = LiveFrames.walkVisible(WalkedFrames::walked);
    List<StackFrame> result = new ArrayList<>();
    int shown = 0;
    for (StackFrame frame : all) {
      boolean isShown = shown < visible.size() && LiveFrames.isSame(frame, visible.get(shown));
      shown += isShown ? 1 : 0;
      Class<?> type = frame.getDeclaringClass();
      if (type == StackWalker.class) {
        continue; // forEach, which walks
      }
      ResumeClasses.Origin origin = type.isHidden() ? resumes.originOf(type) : null;
      if (origin != null) {
        if (!origin.isHidden() && !origin.isHelper(frame.getMethodName())) {
          result.add(new Resumed(origin, StackTraces.element(frame, origin), frame.getByteCodeIndex(), classes));
        }
      } else if (isShown && !StackTraces.isOurs(type) && (reflection || !isReflection(type))) {
        result.add(frame);
      }
    }
    return result;
  }

  private static boolean isReflection(Class<?> type) {
    return type == Method.class || type == Constructor.class || type.getName().startsWith("jdk.internal.reflect.");
  }

  private static List<StackFrame> walked(Stream<? extends StackFrame> stack) {
    return StackTraces.below(stack.iterator(), StackWalker.class, "walk", Integer.MAX_VALUE);
  }

  /**
   * The classes of the frames below {@code Calls.context}, without reflection, method handles and frames of ours; {@code proxies} has
   * those by which the resumed frames were called, from the bottom.
   */
  static List<Class<?>> classes(ResumeClasses resumes, Class<?>[][] proxies) {
    List<StackFrame> all = LiveFrames.walkPlain(WalkedFrames::asked);
    List<StackFrame> visible = LiveFrames.walkVisible(WalkedFrames::asked);
    List<Class<?>> result = new ArrayList<>();
    List<Integer> calls = new ArrayList<>();
    int shown = 0;
    for (StackFrame frame : all) {
      boolean isShown = shown < visible.size() && LiveFrames.isSame(frame, visible.get(shown));
      shown += isShown ? 1 : 0;
      Class<?> type = frame.getDeclaringClass();
      ResumeClasses.Origin origin = type.isHidden() ? resumes.originOf(type) : null;
      if (origin == null) {
        if ((isShown || HiddenInContext.SHOWN) && !StackTraces.isBetween(frame) && !Trampolines.isHandle(type)) {
          result.add(type);
        }
      } else if (!origin.isHelper(frame.getMethodName())) {
        if (HiddenInContext.SHOWN || !origin.isHidden()) {
          result.add(origin.owner());
        }
        calls.add(result.size());
      }
    }
    for (int i = 0; HiddenInContext.SHOWN && i < calls.size(); i++) {
      // From the bottom: the places of those above stay.
      Class<?>[] between = proxies[i];
      if (between != null) {
        result.addAll(calls.get(calls.size() - 1 - i), List.of(between));
      }
    }
    return result;
  }

  private static List<StackFrame> asked(Stream<? extends StackFrame> stack) {
    return StackTraces.below(stack.iterator(), Calls.class, "context", Integer.MAX_VALUE);
  }

  /** The VM of Java 17 answers {@code SecurityManager.getClassContext} with the proxies of lambdas, later ones without. */
  @SuppressWarnings("removal")
  private static final class HiddenInContext extends SecurityManager {
    static final boolean SHOWN = new HiddenInContext().asked();

    Class<?>[] classes() {
      return getClassContext();
    }

    /** Asks by a proxy that is made here: lambdas of ours are plain classes once {@code mosix.jar} is built. */
    private boolean asked() {
      MethodHandles.Lookup own = MethodHandles.lookup();
      MethodType classes = MethodType.methodType(Class[].class);
      try {
        CallSite proxy = LambdaMetafactory.metafactory(own, "get", MethodType.methodType(Supplier.class, HiddenInContext.class),
            MethodType.methodType(Object.class), own.findVirtual(HiddenInContext.class, "classes", classes), classes);
        Supplier<?> context = (Supplier<?>) proxy.getTarget().invoke(this);
        Class<?>[] caller = (Class<?>[]) context.get();
        return caller[1].isHidden();
      } catch (RuntimeException | Error e) {
        throw e;
      } catch (Throwable e) {
        throw new IllegalStateException("no proxy for a lambda", e);
      }
    }
  }

  /** The classes of the frames below {@code StackWalker.getCallerClass}, without reflection and frames of ours; two at most. */
  static List<Class<?>> callers(ResumeClasses resumes, Iterator<StackFrame> stack) {
    List<Class<?>> result = new ArrayList<>();
    boolean walks = false;
    while (stack.hasNext() && result.size() < 2) {
      StackFrame frame = stack.next();
      Class<?> type = frame.getDeclaringClass();
      ResumeClasses.Origin origin = type.isHidden() ? resumes.originOf(type) : null;
      if (walks && World.isResume(frame)) {
        break;
      }
      if (walks && origin != null && !origin.isHelper(frame.getMethodName())) {
        result.add(origin.owner());
      } else if (walks && !type.isHidden() && !Trampolines.isHandle(type) && !StackTraces.isBetween(frame)) {
        result.add(type);
      }
      walks |= type == StackWalker.class && frame.getMethodName().equals("getCallerClass");
    }
    return result;
  }

  /** A frame that was resumed, as the frame of the method it continues. */
  private record Resumed(ResumeClasses.Origin origin, StackTraceElement element, int bci, boolean classes) implements StackFrame {

    @Override
    public String getClassName() {
      return element.getClassName();
    }

    @Override
    public String getMethodName() {
      return element.getMethodName();
    }

    @Override
    public Class<?> getDeclaringClass() {
      if (!classes) {
        throw new UnsupportedOperationException("No access to RETAIN_CLASS_REFERENCE");
      }
      return origin.owner();
    }

    @Override
    public String getDescriptor() {
      return origin.descriptor();
    }

    @Override
    public MethodType getMethodType() {
      return MethodType.fromMethodDescriptorString(getDescriptor(), getDeclaringClass().getClassLoader());
    }

    @Override
    public int getByteCodeIndex() {
      return bci;
    }

    @Override
    public String getFileName() {
      return element.getFileName();
    }

    @Override
    public int getLineNumber() {
      return element.getLineNumber();
    }

    @Override
    public boolean isNativeMethod() {
      return false;
    }

    @Override
    public StackTraceElement toStackTraceElement() {
      return element;
    }

    @Override
    public String toString() {
      return element.toString();
    }
  }
}
