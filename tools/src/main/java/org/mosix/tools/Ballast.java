package org.mosix.tools;

/** A program for {@code tune} to move about: holds memory, and waits until its input ends. */
final class Ballast {

  private static byte[][] load;

  private Ballast() {}

  /** Arguments: how much to hold, in MB of 10^6 bytes. */
  public static void main(String[] arguments) throws Exception {
    load = new byte[Integer.parseInt(arguments[0])][1_000_000];
    for (byte[] part : load) {
      for (int i = 0; i < part.length; i++) {
        part[i] = (byte) (i * 31);
      }
    }
    System.out.println("ready");
    while (System.in.read() >= 0) {
      // until whoever started it is done, or gone
    }
    System.out.println(load.length);
  }
}
