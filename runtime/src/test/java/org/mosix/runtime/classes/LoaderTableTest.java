package org.mosix.runtime.classes;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.ref.WeakReference;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.mosix.runtime.image.Loaders;

@Timeout(value = 60, unit = TimeUnit.SECONDS)
class LoaderTableTest {

  private final LoaderTable table = new LoaderTable();

  /** Like those of programs whose fields have not arrived yet. */
  private static final class Unready extends ClassLoader {

    @Override
    public int hashCode() {
      throw new IllegalStateException("not ready");
    }

    @Override
    public boolean equals(Object other) {
      throw new IllegalStateException("not ready");
    }
  }

  private WeakReference<ClassLoader> dropped(int number) {
    ClassLoader loader = new Unready();
    table.put(number, loader);
    assertThat(table.loader(number)).isSameAs(loader);
    return new WeakReference<>(loader);
  }

  private static void awaitCleared(WeakReference<?> reference) throws InterruptedException {
    while (reference.get() != null) {
      System.gc();
      Thread.sleep(10);
    }
  }

  @Test
  void numbersOfLoadersThatAreGoneAreNotGivenAgain() throws InterruptedException {
    WeakReference<ClassLoader> loader = dropped(Loaders.CUSTOM);
    table.keepUsed();
    awaitCleared(loader);
    assertThat(table.has(Loaders.CUSTOM)).isFalse();
    assertThat(table.custom()).isEmpty();
    assertThat(table.add(new Unready())).isEqualTo(Loaders.CUSTOM + 1);
  }

  @Test
  void numbersGivenElsewhereAreNotGivenHere() {
    table.skipTo(50, 7);
    assertThat(table.add(new Unready())).isEqualTo(50);
    assertThat(table.nextLayer()).isEqualTo(7);
    table.skipTo(20, 3);
    assertThat(table.next()).isEqualTo(51);
  }

  @Test
  void loadersOfAProcessThatIsAwayAreFoundByTheirNumbers() {
    dropped(9);
    table.keepAll();
    System.gc();
    assertThat(table.has(9)).isTrue();
  }

  @Test
  void loadersAreFoundWhenHashesHaveChanged() {
    ClassLoader loader = new Unready();
    int number = table.add(loader);
    table.rehash();
    assertThat(table.idOf(loader)).isEqualTo(number);
    assertThat(table.idOf(new Unready())).isEqualTo(-1);
    assertThat(table.idOf(null)).isZero();
  }
}
