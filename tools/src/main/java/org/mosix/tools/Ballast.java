package org.mosix.tools;

/** A program for {@code tune} to move about: holds memory, and waits to be ended; if that is forgotten it ends by itself. */
final class Ballast {

  private static final int LIFE_SECONDS = 900;
  private static final long LOOK_MILLIS = 100;

  private static byte[][] load;

  private Ballast() {}

  /** Arguments: how much to hold, in MB of 10^6 bytes. */
  public static void main(String[] arguments) throws InterruptedException {
    load = new byte[Integer.parseInt(arguments[0])][1_000_000];
    for (byte[] part : load) {
      for (int i = 0; i < part.length; i++) {
        part[i] = (byte) (i * 31);
      }
    }
    System.out.println("ready");
    // short sleeps: each end of one is a point where it can be stopped without a call from home
    for (long i = 0; i < LIFE_SECONDS * 1000L / LOOK_MILLIS; i++) {
      Thread.sleep(LOOK_MILLIS);
    }
    System.out.println(load.length);
  }
}
