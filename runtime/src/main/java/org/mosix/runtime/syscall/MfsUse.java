package org.mosix.runtime.syscall;

import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;

/**
 * What the process that is in this JVM has to do with {@code /mfs}: by what name file servers know it, wherever it runs, and which it has
 * used. Its home stays linked to these as long as it lives.
 */
public final class MfsUse {

  private static final AtomicReference<String> KEY = new AtomicReference<>();
  private static final Set<Integer> NODES = ConcurrentHashMap.newKeySet();

  private MfsUse() {}

  /** The secret by which file servers know the process. */
  public static String key() {
    String key = KEY.get();
    if (key == null) {
      byte[] random = new byte[16];
      new SecureRandom().nextBytes(random);
      KEY.compareAndSet(null, HexFormat.of().formatHex(random));
      key = KEY.get();
    }
    return key;
  }

  static void adopt(String key) {
    KEY.set(key);
  }

  /** Nodes whose files it has used. */
  public static Set<Integer> nodes() {
    return NODES;
  }
}
