package org.mosix.agent;

/** Main class of a guest JVM, which waits for a process to arrive and runs it. */
public final class Guest {

  private Guest() {}

  public static void main(String[] arguments) throws Throwable {
    if (Premain.entry == null) {
      System.err.println("mosix: a guest is started by mosixd, with -javaagent:mosix.jar=role=guest");
      System.exit(2);
    }
    Premain.entry.getMethod("guestMain").invoke(null);
  }
}
