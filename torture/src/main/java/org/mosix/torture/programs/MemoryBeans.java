package org.mosix.torture.programs;

import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryMXBean;
import java.lang.management.MemoryPoolMXBean;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import javax.management.MBeanServer;
import javax.management.NotificationEmitter;
import javax.management.NotificationListener;
import javax.management.ObjectName;

/** Beans of memory, pools and collectors answer wherever the program is, and tell its listener, which is called in no JVM that it has left. */
public final class MemoryBeans {

  private static final AtomicLong TOLD = new AtomicLong();
  private static volatile byte[] garbage;

  private MemoryBeans() {}

  public static void main(String[] args) throws Exception {
    MemoryMXBean memory = ManagementFactory.getMemoryMXBean();
    List<MemoryPoolMXBean> pools = ManagementFactory.getMemoryPoolMXBeans();
    List<GarbageCollectorMXBean> collectors = ManagementFactory.getGarbageCollectorMXBeans();
    MBeanServer server = ManagementFactory.getPlatformMBeanServer();
    NotificationListener listener = (notification, handback) -> ((AtomicLong) handback).incrementAndGet();
    for (GarbageCollectorMXBean collector : collectors) {
      ((NotificationEmitter) collector).addNotificationListener(listener, null, TOLD);
    }
    Rounds rounds = Rounds.of(args);
    int n = 0;
    while (rounds.more()) {
      n++;
      long told = TOLD.get();
      for (int i = 0; i < 50; i++) {
        garbage = new byte[100_000];
      }
      do { // what is told in the moment of a move is lost
        System.gc();
        Thread.sleep(20);
      } while (TOLD.get() == told);
      Check.holds("heap", memory.getHeapMemoryUsage().getUsed() > 0);
      for (MemoryPoolMXBean pool : pools) {
        Check.holds("usage of " + pool.getName(), pool.getUsage().getUsed() >= 0 && pool.getPeakUsage() != null);
        Check.holds("managers of " + pool.getName(), pool.getMemoryManagerNames().length > 0);
      }
      for (GarbageCollectorMXBean collector : collectors) {
        Check.holds("collections of " + collector.getName(), collector.getCollectionCount() >= 0);
      }
      Check.holds("same beans", pools.equals(ManagementFactory.getMemoryPoolMXBeans())
          && collectors.equals(ManagementFactory.getGarbageCollectorMXBeans()) && memory == ManagementFactory.getMemoryMXBean());
      for (ObjectName name : server.queryNames(new ObjectName("java.lang:type=MemoryPool,*"), null)) {
        Check.holds("attribute", server.getAttribute(name, "Usage") != null);
      }
      Work.spin(n);
    }
    for (GarbageCollectorMXBean collector : collectors) {
      ((NotificationEmitter) collector).removeNotificationListener(listener);
    }
    Check.ok();
  }
}
