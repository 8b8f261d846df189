package org.mosix.link;

import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import java.util.Objects;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicInteger;

/** The threads that move bytes of every link of this JVM: at most {@value #COUNT}, daemons, named {@code mosix-link-N}. */
public final class LinkThreads {

  static final int COUNT = 2;

  private static ThreadFactory factory = new Daemons();
  private static EventLoopGroup group;

  private LinkThreads() {}

  /**
   * Lets {@code threads} make the threads, for a runtime that must know its own. To be called before the first link.
   *
   * @throws IllegalStateException if links have been used already
   */
  public static synchronized void use(ThreadFactory threads) {
    if (group != null) {
      throw new IllegalStateException("links are in use already (expected: LinkThreads.use before the first link)");
    }
    factory = Objects.requireNonNull(threads, "threads");
  }

  static synchronized EventLoopGroup group() {
    if (group == null) {
      group = new MultiThreadIoEventLoopGroup(COUNT, factory, NioIoHandler.newFactory());
    }
    return group;
  }

  private static final class Daemons implements ThreadFactory {
    private final AtomicInteger number = new AtomicInteger();

    @Override
    public Thread newThread(Runnable work) {
      Thread thread = new Thread(null, work, "mosix-link-" + number.incrementAndGet(), 0, false);
      thread.setDaemon(true);
      return thread;
    }
  }
}
