package org.mosix.torture.programs;

import java.io.IOException;
import java.util.concurrent.atomic.AtomicLong;

/** One thread blocks in System.in.read() while others compute; every byte arrives once. */
public final class StdinBytes {
  public static void main(String[] args) throws IOException, InterruptedException {
    AtomicLong spins = new AtomicLong();
    boolean[] over = new boolean[1];
    Thread busy = new Thread(() -> {
      while (true) {
        synchronized (over) {
          if (over[0]) {
            return;
          }
        }
        spins.incrementAndGet();
      }
    });
    busy.start();
    int count = 0;
    StringBuilder text = new StringBuilder();
    for (int b = System.in.read(); b >= 0; b = System.in.read()) {
      count++;
      text.append((char) b);
    }
    synchronized (over) {
      over[0] = true;
    }
    busy.join();
    System.out.println(count + " bytes " + text.toString().hashCode());
    Check.holds("the other thread ran", spins.get() > 0);
    Check.ok();
  }
}
