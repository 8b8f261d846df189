package org.mosix.runtime.syscall;

import java.io.IOException;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.IntPredicate;
import org.mosix.boot.Sys;

/**
 * Reads ahead and writes behind the files of home that the program reads or writes from one end to the other. Home carries out every
 * other call after what was written, so nobody there sees the program's doings in another order; and it makes what was read ahead
 * worthless, so the program sees nothing of others that is older than what it has heard of them.
 */
final class SequentialFiles implements AutoCloseable {

  /** Files of which something is read ahead at the same time: each may hold a megabyte. */
  private static final int MOST_READ = 64;

  private final HomeFiles home;
  /** Files that this JVM reads and writes by itself. */
  private final IntPredicate direct;
  private final WriteBehind behind;
  private final Prefetcher prefetcher = new Prefetcher();
  private final ConcurrentMap<Integer, SequentialFile> files = new ConcurrentHashMap<>();
  /** Those of which something was read ahead. */
  private final Set<SequentialFile> reading = ConcurrentHashMap.newKeySet();
  private final AtomicLong changes = new AtomicLong();

  SequentialFiles(HomeFiles home, WriteBehind behind, IntPredicate direct) {
    this.home = home;
    this.behind = behind;
    this.direct = direct;
  }

  Object call(NativeMethod method, Object[] arguments, AheadAndBehind.Plain plain) throws Throwable {
    SequentialRules rule = SequentialRules.of(method);
    if (rule == SequentialRules.INVISIBLE) {
      return plain.call();
    }
    int number = Place.descriptor(method, arguments);
    if (number >= 0 && rule != SequentialRules.CLOSE && rule != SequentialRules.SHARE && direct.test(number)) {
      return notAtHome(plain);
    }
    SequentialFile file = file(rule, number);
    Object result = file == null ? AheadAndBehind.AT_HOME : here(rule, file, method, arguments);
    if (result != AheadAndBehind.AT_HOME) {
      LocalCounters.OF_PROCESS.countCached(method);
      return result;
    }
    return atHome(rule, file, method, arguments, plain);
  }

  /** Null for what is not open at home, and for what nobody has read or written yet. */
  private SequentialFile file(SequentialRules rule, int number) {
    if (!Sys.descriptor(number) || Sys.mfsDescriptor(number)) {
      return null;
    }
    boolean begins = rule == SequentialRules.READ || rule == SequentialRules.WRITE || rule == SequentialRules.SHARE;
    SequentialFile known = files.get(number);
    return known != null || !begins ? known : files.computeIfAbsent(number, key -> new SequentialFile(key, home));
  }

  private Object here(SequentialRules rule, SequentialFile file, NativeMethod method, Object[] arguments) throws Throwable {
    synchronized (file) {
      if (rule != SequentialRules.CLOSE) {
        file.tellFailure(method);
      }
      return switch (rule) {
        case READ -> read(file, new CallBytes(method, arguments));
        case WRITE -> write(file, method, new CallBytes(method, arguments));
        case POSITION, LENGTH, AVAILABLE, SEEK -> file.ahead() == null ? AheadAndBehind.AT_HOME : known(rule, file.ahead(), arguments);
        default -> AheadAndBehind.AT_HOME;
      };
    }
  }

  private Object read(SequentialFile file, CallBytes bytes) {
    if (!bytes.isPlain()) {
      return AheadAndBehind.AT_HOME;
    }
    try {
      if (file.ahead() == null) {
        if (!file.mayReadAhead() || reading.size() >= MOST_READ) {
          return AheadAndBehind.AT_HOME;
        }
        reading.add(file);
        file.readAhead(new ReadAhead(new Pieces(this, file.number())));
      }
      return bytes.resultOfRead(file.ahead().read(bytes));
    } catch (IOException e) {
      // Home says the same again, as the native does.
      return AheadAndBehind.AT_HOME;
    }
  }

  private Object write(SequentialFile file, NativeMethod method, CallBytes bytes) throws Throwable {
    if (!bytes.isPlain() || !file.mayWriteBehind()) {
      return AheadAndBehind.AT_HOME;
    }
    if (!behind.write(file, bytes)) {
      file.tellFailure(method);
    }
    if (isRead(file.traits())) {
      changed();
    }
    return bytes.resultOfWrite();
  }

  private Object known(SequentialRules rule, ReadAhead ahead, Object[] arguments) {
    if (rule == SequentialRules.POSITION || rule == SequentialRules.SEEK && (Long) arguments[1] == -1) {
      return ahead.position();
    }
    if (rule == SequentialRules.SEEK || !ahead.isFresh()) {
      return AheadAndBehind.AT_HOME;
    }
    return rule == SequentialRules.LENGTH
        ? (Object) ahead.fileLength()
        : (Object) (int) Math.max(0, Math.min(Integer.MAX_VALUE, ahead.fileLength() - ahead.position()));
  }

  /** A call on a file that this JVM uses by itself; others see it at once. */
  Object notAtHome(AheadAndBehind.Plain plain) throws Throwable {
    behind.drain();
    try {
      return plain.call();
    } finally {
      changedBesides();
    }
  }

  /** A call on a file that this JVM uses by itself is over. */
  void changedBesides() {
    if (!reading.isEmpty()) {
      changed();
    }
  }

  private Object atHome(SequentialRules rule, SequentialFile fileOrNull, NativeMethod method, Object[] arguments, AheadAndBehind.Plain plain) throws Throwable {
    if (fileOrNull != null && fileOrNull.pending() > 0) {
      behind.drain();
      if (rule != SequentialRules.CLOSE) {
        fileOrNull.tellFailure(method);
      }
    }
    int last = Place.lastDescriptor(method, arguments);
    SequentialFile other = fileOrNull == null || last != fileOrNull.number() ? file(SequentialRules.OTHER, last) : null;
    enter(fileOrNull, rule);
    try {
      enter(other, rule);
      try {
        Object result = plain.call();
        if (rule == SequentialRules.OPEN) {
          files.remove(method.descriptorResult() ? (Integer) result : Place.descriptor(method, arguments));
        }
        return result;
      } finally {
        leave(other);
      }
    } finally {
      leave(fileOrNull);
      if (makesChanges(rule, fileOrNull)) {
        changed();
      }
      if (fileOrNull != null && rule == SequentialRules.CLOSE) {
        fileOrNull.tellFailure(method);
      }
    }
  }

  private void enter(SequentialFile fileOrNull, SequentialRules rule) throws IOException {
    if (fileOrNull == null) {
      return;
    }
    fileOrNull.leave(rule);
    reading.remove(fileOrNull);
    if (rule == SequentialRules.CLOSE) {
      files.remove(fileOrNull.number(), fileOrNull);
    }
  }

  private static void leave(SequentialFile fileOrNull) {
    if (fileOrNull != null) {
      fileOrNull.left();
    }
  }

  /** What a program reads from others may tell it that a file has changed; what it writes to another file does not. */
  private boolean makesChanges(SequentialRules rule, SequentialFile fileOrNull) {
    if (rule == SequentialRules.SEND || reading.isEmpty()) {
      return false;
    }
    if (rule != SequentialRules.WRITE || fileOrNull == null) {
      return true;
    }
    try {
      return isRead(fileOrNull.traits());
    } catch (IOException e) {
      return true;
    }
  }

  private boolean isRead(FileTraits traits) {
    for (SequentialFile file : reading) {
      if (file.isSameFile(traits)) {
        return true;
      }
    }
    return false;
  }

  /** What was read ahead may be old. */
  void changed() {
    changes.incrementAndGet();
  }

  /**
   * The process is stopped and may go on elsewhere; nothing is behind.
   *
   * @throws IOException if home does not answer, or if a write has failed that the program has not been told of; then it must stay
   */
  void settle() throws IOException {
    for (SequentialFile file : files.values()) {
      if (file.hasFailed()) {
        throw new IOException("a write to descriptor " + Descriptors.toHome(file.number()) + " has failed, which the program learns at its next call on it");
      }
    }
    for (SequentialFile file : reading) {
      enter(file, SequentialRules.READ);
      leave(file);
    }
  }

  /** The process, settled, runs elsewhere. */
  @Override
  public void close() {
    prefetcher.close();
  }

  /** Pieces of a file of home. */
  private record Pieces(SequentialFiles all, int number) implements ReadAhead.Source {
    @Override
    public FilePiece read(long position, int length) throws IOException {
      long before = all.changes.get();
      return all.home.read(number, position, length, before);
    }

    @Override
    public long changes() {
      return all.changes.get();
    }

    @Override
    public ReadAhead.Prefetch prefetch(long position, int length) {
      return all.prefetcher.order(() -> read(position, length));
    }
  }
}
