package org.mosix.torture.bench;

/** Prints one line. */
public final class Hello {

  private Hello() {}

  public static void main(String[] args) {
    System.out.println("hello");
  }
}
