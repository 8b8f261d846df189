package org.mosix.torture.programs;

/** Subclasses of Thread with their own run(), fields, names and priorities. */
public final class ThreadSubclasses {
  abstract static class Worker extends Thread {
    final Rounds rounds;
    int checked;

    Worker(String name, int priority, Rounds rounds) {
      super(name);
      setPriority(priority);
      this.rounds = rounds;
    }

    abstract long work();

    @Override
    public void run() {
      String name = getName();
      int priority = getPriority();
      long first = work();
      while (rounds.more()) {
        Check.equal(name, first, work());
        Check.same("current thread", this, Thread.currentThread());
        Check.equal("name", name, Thread.currentThread().getName());
        Check.equal("priority", priority, getPriority());
        checked++;
      }
    }
  }

  static final class Primes extends Worker {
    Primes(Rounds rounds) {
      super("primes", 3, rounds);
    }

    @Override
    long work() {
      int count = 0;
      for (int n = 2; n < 3000; n++) {
        boolean prime = true;
        for (int d = 2; d * d <= n; d++) {
          prime &= n % d != 0;
        }
        count += prime ? 1 : 0;
      }
      return count;
    }
  }

  static final class Collatz extends Worker {
    Collatz(Rounds rounds) {
      super("collatz", 7, rounds);
    }

    @Override
    long work() {
      long steps = 0;
      for (int start = 1; start < 2000; start++) {
        for (long n = start; n != 1; n = n % 2 == 0 ? n / 2 : 3 * n + 1) {
          steps++;
        }
      }
      return steps;
    }
  }

  public static void main(String[] args) throws InterruptedException {
    Rounds rounds = Rounds.of(args);
    Worker[] workers = {new Primes(rounds), new Collatz(rounds), new Primes(rounds)};
    for (Worker worker : workers) {
      worker.start();
    }
    for (Worker worker : workers) {
      worker.join();
      Check.holds("checked at least once", worker.checked > 0);
      System.out.println(worker.getName() + " " + worker.work());
    }
    Check.ok();
  }
}
