package org.mosix.runtime.image;

import static org.mosix.runtime.image.Raw.U;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodType;
import java.lang.ref.Reference;
import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.mosix.boot.NativeMemory;

/**
 * What would still act where a process has been: the collector finds its objects dead, and would close the files and free the native
 * state that the process uses from elsewhere now, or run finalizers a second time.
 */
public final class LeftBehind {

  private static final Class<?> CLEANABLE = Raw.jdkClass("jdk.internal.ref.PhantomCleanable");
  private static final Class<?> FINALIZER = Raw.jdkClass("java.lang.ref.Finalizer");
  private static final long REFERENT = Raw.offset(Reference.class, "referent");

  /** Cleaning actions that the last image took along. */
  private static List<Object> carried = new ArrayList<>();

  private LeftBehind() {}

  /** A new image begins. */
  static synchronized void begin() {
    carried = new ArrayList<>();
    ZipSources.begin();
    ArenasLeft.begin();
  }

  static synchronized void carries(Object cleanable) {
    carried.add(cleanable);
  }

  /**
   * Jar files that URLs have opened are kept by the JDK, and the program has them too: its copies come back with the same native state
   * behind them, and must be the only ones that use it.
   */
  private static void forgetJars() {
    Class<?> factory = Raw.jdkClass("sun.net.www.protocol.jar.JarFileFactory");
    if (!U.shouldBeInitialized(factory)) {
      synchronized (Raw.getStatic(factory, "instance")) {
        ((Map<?, ?>) Raw.getStatic(factory, "fileCache")).clear();
        ((Map<?, ?>) Raw.getStatic(factory, "urlCache")).clear();
      }
    }
  }

  /** The default group has the program's channels, and comes back with the program. */
  private static void forgetChannels() {
    Class<?> provider = Raw.jdkClassOrNull("sun.nio.ch.LinuxAsynchronousChannelProvider");
    if (provider != null && !U.shouldBeInitialized(provider)) {
      Field port = Raw.field(provider, "defaultPort");
      U.putReferenceVolatile(U.staticFieldBase(port), U.staticFieldOffset(port), null);
    }
  }

  /** The process has left: of the last image's cleaning actions, and of all finalizers but this runtime's own, none will run here. */
  public static synchronized void disarm() {
    try {
      // By the superclass: the ordinary cleaner's actions refuse to be cleared from outside.
      MethodHandle clear = Raw.TRUSTED.findSpecial(CLEANABLE, "clear", MethodType.methodType(void.class), CLEANABLE);
      for (Object cleanable : carried) {
        clear.invoke(cleanable);
      }
      carried = new ArrayList<>();
      ZipSources.forget();
      forgetJars();
      forgetChannels();
      Disposals.drop();
      VmBeans.drop();
      ArenasLeft.free();
      NativeMemory.left();
      dropFinalizers();
    } catch (Error | RuntimeException e) {
      throw e;
    } catch (Throwable e) {
      throw new IllegalStateException("cleaning actions of Java " + Runtime.version(), e);
    }
  }

  /** Also those of the JDK's objects: a TLS socket of Java 17 closes its connection. What nobody held is closed by its cleaner. */
  private static void dropFinalizers() {
    long next = Raw.offset(FINALIZER, "next");
    synchronized (Raw.getStatic(Raw.field(FINALIZER, "lock"))) {
      Object finalizer = Raw.getStatic(Raw.field(FINALIZER, "unfinalized"));
      while (finalizer != null) {
        Object following = U.getReference(finalizer, next);
        Object finalizee = U.getReference(finalizer, REFERENT);
        if (finalizee != null && finalizee.getClass().getClassLoader() != LeftBehind.class.getClassLoader()) {
          unlink(finalizer);
        }
        finalizer = following;
      }
    }
  }

  /** As {@code Finalizer.runFinalizer} does it, with the list locked. */
  private static void unlink(Object finalizer) {
    long next = Raw.offset(FINALIZER, "next");
    long previous = Raw.offset(FINALIZER, "prev");
    Object following = U.getReference(finalizer, next);
    Object before = U.getReference(finalizer, previous);
    if (before != null) {
      U.putReference(before, next, following);
    } else {
      Field first = Raw.field(FINALIZER, "unfinalized");
      U.putReference(U.staticFieldBase(first), U.staticFieldOffset(first), following);
    }
    if (following != null) {
      U.putReference(following, previous, before);
    }
    // A finalizer that is linked to itself has run.
    U.putReference(finalizer, next, finalizer);
    U.putReference(finalizer, previous, finalizer);
    ((Reference<?>) finalizer).clear();
  }
}
