package org.mosix.torture.programs;

/** try-with-resources: closed in reverse order, null resources, exceptions of body and close suppressed in order. */
public final class TryWithResources {
  static final class Resource implements AutoCloseable {
    private final String name;
    private final StringBuilder log;

    Resource(String name, StringBuilder log) {
      this.name = name;
      this.log = log.append('+').append(name);
      work(1);
    }

    @Override
    public void close() {
      log.append('-').append(name).append(work(2) & 7);
      if (name.startsWith("bad")) {
        throw new IllegalStateException("closing " + name);
      }
    }
  }

  static int work(int n) {
    int x = n;
    for (int i = 0; i < 2_000; i++) {
      x = x * 31 + i;
    }
    return x;
  }

  static String run(String a, String b, boolean fail) {
    StringBuilder log = new StringBuilder();
    try (Resource first = new Resource(a, log); Resource nothing = null; Resource second = new Resource(b, log)) {
      log.append('.').append(work(3) & 7);
      if (fail) {
        throw new RuntimeException("body " + first.name + second.name + nothing);
      }
      return log.append(" result ").toString() + log.length();
    } catch (RuntimeException e) {
      log.append(" caught ").append(e.getMessage()).append(work(4) & 7);
      for (Throwable also : e.getSuppressed()) {
        log.append(" also ").append(also.getMessage());
      }
    } finally {
      log.append(" finally ").append(work(5) & 7);
    }
    return log.toString();
  }

  static String round() {
    StringBuilder out = new StringBuilder();
    for (String a : new String[] {"a", "bad1"}) {
      for (String b : new String[] {"b", "bad2"}) {
        out.append(run(a, b, false)).append('\n').append(run(a, b, true)).append('\n');
      }
    }
    return out.toString();
  }

  public static void main(String[] args) {
    Rounds rounds = Rounds.of(args);
    String first = round();
    System.out.print(first);
    while (rounds.more()) {
      Check.equal("resources", first, round());
    }
    Check.ok();
  }
}
