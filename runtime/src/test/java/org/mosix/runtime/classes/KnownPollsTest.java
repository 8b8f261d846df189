package org.mosix.runtime.classes;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.mosix.boot.JdkPoll;
import org.mosix.boot.Poll;

@Timeout(value = 1, unit = TimeUnit.MINUTES)
class KnownPollsTest {

  private static final class Asked extends ClassLoader {
    private final List<String> names = new ArrayList<>();

    Asked() {
      super(KnownPollsTest.class.getClassLoader());
    }

    @Override
    public Class<?> loadClass(String name) throws ClassNotFoundException {
      names.add(name);
      return super.loadClass(name);
    }

    boolean knows(Class<?> type) {
      return findLoadedClass(type.getName()) == type;
    }
  }

  private static final class Alone extends ClassLoader {
    private int asked;

    @Override
    public Class<?> loadClass(String name) throws ClassNotFoundException {
      asked++;
      throw new ClassNotFoundException(name);
    }
  }

  @Test
  void loaderThatWasAskedKnowsThePolls() {
    Asked loader = new Asked();
    assertThat(loader.knows(Poll.class)).isFalse();
    KnownPolls.ask(loader);
    assertThat(loader.knows(Poll.class)).isTrue();
    assertThat(loader.knows(JdkPoll.class)).isTrue();
  }

  @Test
  void loaderIsAskedOnce() {
    Asked loader = new Asked();
    KnownPolls.ask(loader);
    KnownPolls.ask(loader);
    assertThat(loader.names).containsExactly(Poll.class.getName(), JdkPoll.class.getName());
  }

  @Test
  void loaderThatFindsNoneIsLeftAlone() {
    Alone loader = new Alone();
    KnownPolls.ask(loader);
    assertThat(loader.asked).isEqualTo(2);
  }
}
