package org.mosix.torture.programs;

import java.lang.management.ManagementFactory;
import java.lang.management.OperatingSystemMXBean;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import javax.management.Attribute;
import javax.management.MBeanNotificationInfo;
import javax.management.MBeanServer;
import javax.management.Notification;
import javax.management.NotificationBroadcasterSupport;
import javax.management.ObjectName;

/** Beans of the program in the platform's MBean server: attributes, operations, notifications and queries, beside beans of the platform. */
public final class ManagedBeans {

  public interface CounterMXBean {
    int getCount();

    void setCount(int count);

    List<String> getNames();

    int add(int more);
  }

  public static final class Counter extends NotificationBroadcasterSupport implements CounterMXBean {
    private int count;

    Counter() {
      super(new MBeanNotificationInfo(new String[] {"added"}, Notification.class.getName(), "added"));
    }

    @Override
    public int getCount() {
      return count;
    }

    @Override
    public void setCount(int count) {
      this.count = count;
    }

    @Override
    public List<String> getNames() {
      return List.of("one", "two");
    }

    @Override
    public int add(int more) {
      count += more;
      sendNotification(new Notification("added", "counter", count));
      return count;
    }
  }

  public static void main(String[] args) throws Exception {
    MBeanServer server = ManagementFactory.getPlatformMBeanServer();
    OperatingSystemMXBean system = ManagementFactory.getOperatingSystemMXBean();
    ObjectName name = new ObjectName("torture:type=Counter,name=first");
    Counter counter = new Counter();
    server.registerMBean(counter, name);
    AtomicInteger told = new AtomicInteger();
    server.addNotificationListener(name, (notification, handback) -> told.incrementAndGet(), null, null);
    String architecture = system.getArch();
    Rounds rounds = Rounds.of(args);
    int n = 0;
    while (rounds.more()) {
      n++;
      Check.equal("operation", n, ((Integer) server.invoke(name, "add", new Object[] {1}, new String[] {"int"})).longValue());
      Check.equal("attribute", n, ((Integer) server.getAttribute(name, "Count")).longValue());
      Check.equal("notifications", n, told.get());
      Check.equal("array", 2, ((String[]) server.getAttribute(name, "Names")).length);
      Check.equal("query", 1, server.queryNames(new ObjectName("torture:*"), null).size());
      Check.equal("architecture", architecture, system.getArch());
      Check.holds("load", ((com.sun.management.OperatingSystemMXBean) system).getProcessCpuLoad() <= 1);
      Work.spin(n);
    }
    server.setAttribute(name, new Attribute("Count", 7));
    Check.equal("set", 7, counter.getCount());
    server.unregisterMBean(name);
    Check.holds("gone", !server.isRegistered(name));
    Check.ok();
  }
}
