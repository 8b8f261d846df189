package org.mosix.runtime.classes;

import java.lang.invoke.MethodHandle;
import org.mosix.boot.JdkPoll;
import org.mosix.boot.Poll;
import org.mosix.runtime.jvm.Internals;

/**
 * Has class loaders know the polls before code of their classes is compiled. C1 does not inline a call of a class that the loader was never asked
 * for, nor, on Java 17, one it was not asked for in the name of the class's protection domain; and code in which no poll is inlined is not
 * discarded when the polls are armed. A thread in it would wait at its poll for ever: not even code that is discarded ends before that poll
 * returns. It takes a method that is called hundreds of times before any class of its loader has met a poll: {@code loadClass} of a loader whose
 * questions are answered by the runtime while a process arrives is one, and a method that is continued in hundreds of threads.
 */
public final class KnownPolls {

  private static final Class<?>[] POLLS = {Poll.class, JdkPoll.class};

  /** Only where the runtime is at work: elsewhere the JDK is not open to it. */
  private static final class InNameOfClass {
    private static final MethodHandle FOR_NAME =
        Internals.method(Class.class, "forName0", String.class, boolean.class, ClassLoader.class, Class.class);
  }

  private KnownPolls() {}

  /** The JDK's loaders, which run no code of the program for it. */
  public static void prepare() {
    ask(ClassLoader.getPlatformClassLoader());
    ClassLoader system = ClassLoader.getSystemClassLoader();
    if (ClassCatalog.isJdk(system.getClass().getClassLoader())) {
      ask(system);
    }
  }

  /** Asks {@code loader}; the VM notes what it has asked one for, and does not ask it again. */
  public static void ask(ClassLoader loader) {
    for (Class<?> poll : POLLS) {
      try {
        Class.forName(poll.getName(), false, loader);
      } catch (ClassNotFoundException e) {
        // It passes nothing on to its parents: its classes can have no polls.
        continue;
      }
    }
  }

  /** Asks the loader of a class that has polls, for all classes of its protection domain. */
  public static void ask(Class<?> type) throws ClassNotFoundException {
    if (type.getClassLoader() == null) {
      return;
    }
    try {
      Class<?> found = (Class<?>) InNameOfClass.FOR_NAME.invokeExact(Poll.class.getName(), false, type.getClassLoader(), type);
      assert found == Poll.class;
    } catch (Error | RuntimeException | ClassNotFoundException e) {
      throw e;
    } catch (Throwable e) {
      throw new IllegalStateException(type.getName(), e);
    }
  }
}
