package org.mosix.torture.bench;

import java.io.Console;

/** Talks with somebody at its terminal: greets each name that it is told, and counts the letters of the secret of whoever has one. */
public final class Asker {

  private Asker() {}

  public static void main(String[] args) {
    Console console = System.console();
    for (String name = console.readLine("%s? ", "name"); name != null; name = console.readLine("%s? ", "name")) {
      console.printf("hello %s, %s%n", name, console == System.console() ? "as before" : "at another console");
      if (name.startsWith("Secretive ")) {
        console.printf("%d letters%n", console.readPassword("word of %s: ", name).length);
      }
    }
    console.printf("nobody is there any more%n");
    System.exit(3);
  }
}
