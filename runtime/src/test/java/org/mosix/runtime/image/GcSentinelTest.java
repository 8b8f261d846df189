package org.mosix.runtime.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class GcSentinelTest {

  private Object last;

  @Test
  void everyCollectionIsSeen() {
    for (int i = 0; i < 10; i++) {
      long before = collections();
      GcSentinel sentinel = new GcSentinel();
      if (!sentinel.collected()) {
        while (collections() == before) {
          last = new byte[10_000];
        }
      }
      assertThat(sentinel.collected()).as("collection %d", i).isTrue();
    }
    assertThat(last).isNotNull();
  }

  private static long collections() {
    return ManagementFactory.getGarbageCollectorMXBeans().stream().mapToLong(GarbageCollectorMXBean::getCollectionCount).sum();
  }
}
