package org.mosix.boot;

import java.util.Arrays;

/** The blocks of native memory that the program has taken and not freed: address and size. Its threads come and go here all the time. */
final class NativeBlocks {

  private static final int STRIPES = 16;
  private static final long MIX = 0x9E3779B97F4A7C15L;

  private final Stripe[] stripes = new Stripe[STRIPES];

  NativeBlocks() {
    for (int i = 0; i < STRIPES; i++) {
      stripes[i] = new Stripe();
    }
  }

  void add(long address, long size) {
    stripe(address).add(address, size);
  }

  /** The size of the block, which is none any more; -1 if there is none at this address. */
  long remove(long address) {
    return stripe(address).remove(address);
  }

  private Stripe stripe(long address) {
    return stripes[(int) (address * MIX >>> 60)];
  }

  /** Addresses and sizes in turns. */
  long[] all() {
    long[] all = new long[64];
    int n = 0;
    for (Stripe stripe : stripes) {
      synchronized (stripe) {
        for (int i = 0; i < stripe.addresses.length; i++) {
          if (stripe.addresses[i] != 0) {
            if (n == all.length) {
              all = Arrays.copyOf(all, 2 * n);
            }
            all[n++] = stripe.addresses[i];
            all[n++] = stripe.sizes[i];
          }
        }
      }
    }
    return Arrays.copyOf(all, n);
  }

  void clear() {
    for (Stripe stripe : stripes) {
      stripe.clear();
    }
  }

  /** A hash table with open addressing. No block is at address 0. */
  private static final class Stripe {

    private static final int FIRST = 16;

    private long[] addresses = new long[FIRST];
    private long[] sizes = new long[FIRST];
    private int count;

    synchronized void add(long address, long size) {
      if (2 * count >= addresses.length) {
        grow();
      }
      int at = find(address);
      count += addresses[at] == 0 ? 1 : 0;
      addresses[at] = address;
      sizes[at] = size;
    }

    synchronized long remove(long address) {
      int at = address == 0 ? -1 : find(address);
      if (at < 0 || addresses[at] == 0) {
        return -1;
      }
      long size = sizes[at];
      count--;
      close(at);
      return size;
    }

    synchronized void clear() {
      addresses = new long[FIRST];
      sizes = new long[FIRST];
      count = 0;
    }

    /** Where the block is, or would be. */
    private int find(long address) {
      int at = home(address);
      while (addresses[at] != 0 && addresses[at] != address) {
        at = at + 1 & addresses.length - 1;
      }
      return at;
    }

    private int home(long address) {
      return (int) (address * MIX >>> 20) & addresses.length - 1;
    }

    /** Moves up what would not be found behind a hole. */
    private void close(int gap) {
      int mask = addresses.length - 1;
      int hole = gap;
      for (int at = hole + 1 & mask; addresses[at] != 0; at = at + 1 & mask) {
        if ((at - home(addresses[at]) & mask) >= (at - hole & mask)) {
          addresses[hole] = addresses[at];
          sizes[hole] = sizes[at];
          hole = at;
        }
      }
      addresses[hole] = 0;
    }

    private void grow() {
      long[] oldAddresses = addresses;
      long[] oldSizes = sizes;
      addresses = new long[2 * oldAddresses.length];
      sizes = new long[2 * oldSizes.length];
      for (int i = 0; i < oldAddresses.length; i++) {
        if (oldAddresses[i] != 0) {
          int at = find(oldAddresses[i]);
          addresses[at] = oldAddresses[i];
          sizes[at] = oldSizes[i];
        }
      }
    }
  }
}
