package org.mosix.runtime.syscall;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.mosix.boot.RuntimeThread;

/**
 * The end of a home JVM whose program is on a guest. The program's shutdown hooks travelled with it; in their place stands one that
 * asks the guest to run them. So Ctrl-C and {@code kill} run the hooks on the guest, and this JVM ends with its usual code.
 */
public final class DeputyShutdown implements ProcessExit {

  /** Asks the guest to run {@link GuestExit#requestedByHome}. */
  public interface Guest {

    /** @throws Exception if the guest cannot be reached: the JVM ends without it */
    void shutDown() throws Exception;
  }

  private final Guest guest;
  private final ProcessExit exit;
  private final CountDownLatch hooksRan = new CountDownLatch(1);
  private final Thread hook = new RuntimeThread(this::ask, "mosix-shutdown");

  /** @param exit ends this JVM at once */
  public DeputyShutdown(Guest guest, ProcessExit exit) {
    this.guest = guest;
    this.exit = exit;
  }

  /** The program has left: takes its hooks out of this JVM. No effect on one that is already shutting down. */
  public void install() {
    change(hooks -> {
      hooks.keySet().removeIf(thread -> !(thread instanceof RuntimeThread));
      hooks.put(hook, hook);
    });
  }

  /** The program is back. Its hooks come with the image. */
  public void remove() {
    change(hooks -> hooks.remove(hook));
  }

  /** The guest is gone: nothing to wait for. */
  public void guestGone() {
    hooksRan.countDown();
  }

  @Override
  public void halt(int status) {
    if (status == GuestExit.HOME_DECIDES) {
      hooksRan.countDown();
    } else {
      exit.halt(status);
    }
  }

  private void ask() {
    try {
      guest.shutDown();
      hooksRan.await();
    } catch (Exception e) {
      // The guest or its link is gone: there are no hooks to wait for.
      hooksRan.countDown();
    }
  }

  private interface Change {
    void apply(Map<Thread, Thread> hooks);
  }

  private static void change(Change change) {
    Class<?> type = Structs.boot("java.lang.ApplicationShutdownHooks");
    synchronized (type) {
      @SuppressWarnings("unchecked")
      Map<Thread, Thread> hooks = (Map<Thread, Thread>) JdkField.of(type, "hooks").get(null);
      if (hooks != null) {
        change.apply(hooks);
      }
    }
  }

  /** Of the program, for tests. */
  static List<Thread> hooks() {
    List<Thread> found = new ArrayList<>();
    change(hooks -> found.addAll(hooks.keySet()));
    return found;
  }
}
