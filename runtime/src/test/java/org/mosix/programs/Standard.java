package org.mosix.programs;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;

/** Standard streams, environment, exit: reads a command from standard input. */
public final class Standard {

  private Standard() {}

  public static void main(String[] arguments) throws Exception {
    BufferedReader in = new BufferedReader(new InputStreamReader(System.in));
    Runtime.getRuntime().addShutdownHook(new Thread(() -> System.out.println("hook ran")));
    for (String line = in.readLine(); line != null; line = in.readLine()) {
      System.out.println("read " + line);
      switch (line) {
        case "exit":
          System.exit(7);
          break;
        case "halt":
          Runtime.getRuntime().halt(8);
          break;
        case "throw":
          throw new IllegalStateException("as told");
        case "io":
          throw new IOException(new java.io.File("nowhere").getPath());
        default:
          System.err.println("err " + line.length());
      }
    }
    System.out.println("end of input " + System.console() + " " + Runtime.getRuntime().availableProcessors());
  }
}
