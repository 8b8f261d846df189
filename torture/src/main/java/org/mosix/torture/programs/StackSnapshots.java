package org.mosix.torture.programs;

import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Semaphore;

/** What Thread.getStackTrace and getAllStackTraces show of the current thread and of threads that wait. */
public final class StackSnapshots {
  static String own() {
    StringBuilder out = new StringBuilder();
    for (StackTraceElement element : Thread.currentThread().getStackTrace()) {
      if (element.getClassName().equals(StackSnapshots.class.getName()) && !element.getMethodName().startsWith("lambda")) {
        out.append(element.getMethodName()).append(element.getLineNumber()).append(' ');
      }
    }
    return out.toString();
  }

  static String nested(int depth) {
    Work.spin(depth);
    return depth == 0 ? own() : nested(depth - 1);
  }

  static String round(Thread waiting) {
    String all = nested(3);
    Check.equal("again", all.replaceAll("round\\d+", ""), nested(3).replaceAll("round\\d+", ""));
    Check.holds("alive", waiting.isAlive() && Thread.getAllStackTraces().containsKey(waiting));
    return all + threads();
  }

  /** The program's threads, as far as they keep it running or are in its group. */
  static String threads() {
    Set<String> names = new TreeSet<>();
    for (Thread thread : Thread.getAllStackTraces().keySet()) {
      ThreadGroup group = thread.getThreadGroup();
      if (group != null && group.getName().equals("main") || !thread.isDaemon()) {
        names.add(thread.getName());
      }
    }
    return names.toString();
  }

  public static void main(String[] args) throws Exception {
    Semaphore end = new Semaphore(0);
    Thread waiting = Work.start("waiting", 0, id -> end.acquire());
    Rounds.equal(args, "stacks", () -> round(waiting));
    end.release();
  }
}
