package org.mosix.torture.programs;

/** Methods that work, then call the method of their superclass, which works for long: a frame that was continued elsewhere is below it. */
public final class SuperCalls {

  static int work(int n) {
    int x = n;
    for (int i = 0; i < 300_000; i++) {
      x = x * 31 + Integer.toString(i & 7).length();
    }
    return x;
  }

  static class Base extends Thread {
    final String[] seen = new String[4];
    long sum;

    Base(Runnable work) {
      super(work);
    }

    double mixed(int a, long b, double c, String d) throws Exception {
      sum += work(a) + b;
      if (d.isEmpty()) {
        throw new Exception("empty at " + sum);
      }
      return c + work(a + 1) + d.length();
    }

    synchronized String locked(String text) {
      return text + work(text.length()) + Thread.holdsLock(this);
    }

    String caller() {
      work(5);
      return StackWalker.getInstance(StackWalker.Option.RETAIN_CLASS_REFERENCE).getCallerClass().getSimpleName();
    }
  }

  static class Middle extends Base {
    Middle(Runnable work) {
      super(work);
    }

    @Override
    double mixed(int a, long b, double c, String d) throws Exception {
      int before = work(a);
      return super.mixed(a, b + before, c, d) + before;
    }

    @Override
    synchronized String locked(String text) {
      work(7);
      return "<" + super.locked(text) + ">";
    }

    @Override
    String caller() {
      work(6);
      return super.caller();
    }
  }

  static final class Bottom extends Middle {
    Bottom(Runnable work) {
      super(work);
    }

    @Override
    double mixed(int a, long b, double c, String d) throws Exception {
      work(a);
      return super.mixed(a + 1, b - 1, c * 2, d);
    }

    /** Of the thread: what it calls is below a frame that was continued as soon as it has moved. */
    @Override
    public void run() {
      work(8);
      super.run();
      work(9);
    }
  }

  interface Greeting {
    default String greet(String whom) {
      return "hello " + whom + work(whom.length());
    }
  }

  static final class Polite implements Greeting {
    @Override
    public String greet(String whom) {
      work(11);
      return Greeting.super.greet(whom) + ", please";
    }
  }

  static String round() throws InterruptedException {
    StringBuilder all = new StringBuilder();
    Bottom[] bottom = new Bottom[1];
    bottom[0] = new Bottom(() -> visit(bottom[0]));
    bottom[0].start();
    bottom[0].join();
    for (String seen : bottom[0].seen) {
      all.append(seen).append('\n');
    }
    return all.append(new Polite().greet("you")).toString();
  }

  private static void visit(Bottom bottom) {
    try {
      bottom.seen[0] = "" + bottom.mixed(1, 2, 3, "four");
      bottom.seen[1] = bottom.locked("text");
      bottom.seen[2] = bottom.caller();
      bottom.seen[3] = "" + bottom.mixed(1, 2, 3, "");
    } catch (Exception e) {
      StringBuilder trace = new StringBuilder(e.getMessage());
      for (StackTraceElement element : e.getStackTrace()) {
        trace.append(' ').append(element.getMethodName()).append(':').append(element.getLineNumber());
      }
      bottom.seen[3] = trace.toString();
    }
  }

  public static void main(String[] args) throws InterruptedException {
    Rounds rounds = Rounds.of(args);
    String first = round();
    System.out.println(first);
    while (rounds.more()) {
      Check.equal("what was seen", first, round());
    }
    Check.ok();
  }
}
