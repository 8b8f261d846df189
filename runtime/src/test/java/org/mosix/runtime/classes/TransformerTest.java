package org.mosix.runtime.classes;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.mosix.instrument.Instrumenter;
import org.mosix.runtime.cache.ClassCache;

@Timeout(value = 60, unit = TimeUnit.SECONDS)
class TransformerTest {

  private static final String NAME = Counted.class.getName().replace('.', '/');

  private final ClassCatalog catalog = new ClassCatalog();
  private final Transformer transformer =
      new Transformer(catalog, new ArrivingClasses(), Transformer.Rewrite.NONE, ClassCache.none(), ClassCache.none());

  static final class Counted {
    static int sum(int n) {
      int sum = 0;
      for (int i = 0; i < n; i++) {
        sum = Math.addExact(sum, i);
      }
      return sum;
    }
  }

  /** The classes of the runtime's own loader, which is that of tests, are left alone. */
  private static final class Programs extends ClassLoader {
    Class<?> define(byte[] file) {
      return defineClass(Counted.class.getName(), file, 0, file.length);
    }
  }

  private static byte[] original() throws IOException {
    try (InputStream in = TransformerTest.class.getResourceAsStream("TransformerTest$Counted.class")) {
      return in.readAllBytes();
    }
  }

  private byte[] transform(Class<?> redefined, ClassLoader loader, byte[] file) {
    return transformer.transform(loader, NAME, redefined, null, file);
  }

  @Test
  void retransformsClassFromItsOwnFileToTheSamePolls() throws IOException {
    Programs loader = new Programs();
    byte[] polled = transform(null, loader, original());
    assertThat(polled).isEqualTo(Instrumenter.instrument(original())).isNotEqualTo(original());
    assertThat(transform(loader.define(original()), loader, original())).isEqualTo(polled);
  }

  /** The VM keeps the file with which it was defined, and that has polls. */
  @Test
  void givesClassThatCameFromAnotherJvmNoMorePollsWhenItIsRetransformed() throws IOException {
    byte[] came = Instrumenter.instrument(original());
    Programs loader = new Programs();
    Class<?> type = loader.define(came);
    catalog.defined(loader, NAME, came);
    assertThat(transform(type, loader, came)).isNull();
    assertThat(catalog.file(type)).isEqualTo(came);
    assertThat(transformer.failures()).isEmpty();
  }
}
