package org.mosix.runtime.jvm;

import java.lang.invoke.MethodHandle;

/** Takes a thread out of its group: the program's groups list and count the program's threads only. */
final class GroupMembership {

  /** Since 19 groups do not list their threads: threads know their group, and are looked through. */
  private static final boolean LISTED = Runtime.version().feature() < 19;

  private GroupMembership() {}

  /** Makes a thread one of the outermost group; one that has ended is in none. */
  static void toOutermost(Thread thread) {
    ThreadGroup from = thread.getThreadGroup();
    if (from == null) {
      return;
    }
    ThreadGroup to = from;
    while (to.getParent() != null) {
      to = to.getParent();
    }
    if (LISTED) {
      call(from, "remove", thread);
      call(to, "addUnstarted");
      call(to, "add", thread);
    }
    Object holder = LISTED ? thread : Internals.UNSAFE.getReference(thread, Internals.offset(Thread.class, "holder"));
    Internals.UNSAFE.putReference(holder, Internals.offset(LISTED ? Thread.class : holder.getClass(), "group"), to);
  }

  private static void call(ThreadGroup group, String name, Thread... thread) {
    try {
      MethodHandle method = thread.length == 0 ? Internals.method(ThreadGroup.class, name) : Internals.method(ThreadGroup.class, name, Thread.class);
      method.bindTo(group).invokeWithArguments((Object[]) thread);
    } catch (Throwable e) {
      throw new LinkageError("ThreadGroup." + name + " is not as expected in this JDK", e);
    }
  }
}
