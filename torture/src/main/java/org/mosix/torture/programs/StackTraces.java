package org.mosix.torture.programs;

import java.util.Arrays;
import java.util.stream.Collectors;

/** Stack traces of exceptions made before, during and after moves: the program's frames, right lines, right order. */
public final class StackTraces {
  static int sink;

  static RuntimeException make(int depth) {
    if (depth > 0) {
      return make(depth - 1);
    }
    for (int i = 0; i < 20_000; i++) {
      sink += i;
    }
    return new IllegalStateException("made");
  }

  static String text(Throwable e) {
    return Arrays.stream(e.getStackTrace())
        .filter(f -> !f.getClassName().startsWith("java.") && !f.getClassName().startsWith("jdk."))
        .map(f -> f.getMethodName() + ":" + f.getLineNumber()).collect(Collectors.joining(" "));
  }

  public static void main(String[] args) {
    Rounds rounds = Rounds.of(args);
    RuntimeException kept = make(4);
    String keptText = text(kept);
    String made = null;
    for (int n = 0; n < 2 || rounds.more(); n++) {
      String now = text(make(3));
      if (n == 0) {
        made = now;
        System.out.println(keptText + "\n" + made);
      }
      Check.equal("kept", keptText, text(kept));
      Check.equal("made now", made, now);
      StackTraceElement[] own = Thread.currentThread().getStackTrace();
      Check.equal("own trace", "main", own[own.length - 1].getMethodName());
    }
    Check.ok();
  }
}
