package org.mosix.torture.programs;

import java.io.File;

/** Shutdown hooks registered before a move run once at the end, wherever the program ends; removed ones do not. */
public final class ShutdownHooks {
  static int checks;

  public static void main(String[] args) throws Exception {
    Rounds rounds = Rounds.of(args);
    File file = new File("deleted-on-exit");
    Check.holds("created", file.createNewFile());
    file.deleteOnExit();
    Thread removed = new Thread(() -> System.out.println("never"));
    Runtime.getRuntime().addShutdownHook(removed);
    Runtime.getRuntime().addShutdownHook(new Thread(() -> {
      Check.holds("state is there", checks > 0);
      System.out.println("hook " + Thread.currentThread().getName());
    }, "last words"));
    while (rounds.more()) {
      checks++;
    }
    Check.holds("removed", Runtime.getRuntime().removeShutdownHook(removed));
    Check.ok();
  }
}
