package org.mosix.runtime.cache;

import java.util.Map;
import jdk.internal.access.SharedSecrets;

/** A program that has ended before the runtime's own thread starts to keep its caches: while the JDK runs the hook of the slot given. */
final class LateStart {

  static final String IDENTITY = "home\nlate";
  static final byte[] ORIGINAL = {1};
  static final byte[] CHANGED = {2};

  private LateStart() {}

  /** @param arguments directory of the cache, slot */
  public static void main(String[] arguments) {
    ClassCache cache = ClassCache.open(CacheDirectory.resolve(arguments[0], Map.of()), IDENTITY, IDENTITY, true);
    cache.add("java/util/Late", ORIGINAL, CHANGED);
    Thread control = new Thread(new CacheKeeper(false, cache)::start);
    SharedSecrets.getJavaLangAccess().registerShutdownHook(Integer.parseInt(arguments[1]), false, () -> {
      control.start();
      try {
        control.join();
      } catch (InterruptedException e) {
        throw new AssertionError(e);
      }
    });
  }
}
