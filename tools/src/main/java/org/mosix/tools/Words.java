package org.mosix.tools;

import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;
import org.mosix.balance.Tunable;

/** Words that an argument may be, for the completions of shells; it may be something else as well. */
abstract class Words implements Iterable<String> {

  private final List<String> words;

  private Words(Stream<String> words) {
    this.words = words.toList();
  }

  @Override
  public Iterator<String> iterator() {
    return words.iterator();
  }

  static final class Targets extends Words {
    Targets() {
      super(Stream.of("home", "balance"));
    }
  }

  static final class Masks extends Words {
    Masks() {
      super(Stream.of("all", "only", "not"));
    }
  }

  static final class Limits extends Words {
    Limits() {
      super(Stream.of("none"));
    }
  }

  static final class FileOrders extends Words {
    FileOrders() {
      super(Stream.of("export", "unexport", "share", "unshare"));
    }
  }

  static final class Accesses extends Words {
    Accesses() {
      super(Stream.of("ro", "rw"));
    }
  }

  static final class Tunables extends Words {
    Tunables() {
      super(Stream.of(Tunable.values()).map(Tunable::key));
    }
  }
}
