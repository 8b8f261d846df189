package org.mosix.runtime.syscall;

import java.io.FileDescriptor;
import java.lang.invoke.MethodHandle;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.mosix.boot.SysFile;

/** A file that is open at home, or at a file server, and in this JVM as well, which has the position while it does. */
final class DirectFile extends SysFile {

  private static final int CLOSING = 1 << 30;

  private final DirectFiles files;
  private final FileDescriptor here;
  private final AtomicReferenceArray<Object> streams = new AtomicReferenceArray<>(Streams.values().length);
  private long told;
  /** Calls under way; with {@link #CLOSING} once no more may begin. */
  private final AtomicInteger users = new AtomicInteger();

  /** @param position as it is there */
  DirectFile(DirectFiles files, int descriptor, long position) {
    this.files = files;
    this.here = Descriptors.create(descriptor);
    this.told = position;
  }

  /** False if it has been closed: the call goes where it went before. */
  boolean enter() {
    int now = users.get();
    while ((now & CLOSING) == 0) {
      if (users.compareAndSet(now, now + 1)) {
        return true;
      }
      now = users.get();
    }
    return false;
  }

  void leave() {
    if (users.decrementAndGet() == CLOSING) {
      DirectoryCalls.close(Descriptors.number(here));
    }
  }

  /** Closed now, or when the last call on it is done. */
  void close() {
    if (users.getAndUpdate(now -> now | CLOSING) == 0) {
      DirectoryCalls.close(Descriptors.number(here));
    }
  }

  @Override
  public Object here(int kind) {
    return kind == DESCRIPTOR ? here : stream(kind);
  }

  @Override
  public void done(int index, long moved) {
    files.done(RemoteSyscallTable.get(index), moved);
    leave();
  }

  @Override
  public void failed() {
    files.done();
    leave();
  }

  /** Carries out a call here. Between {@link #enter} and {@link #leave}. */
  Object call(NativeMethod method, MethodHandle handle, Object[] arguments) throws Throwable {
    Object[] local = arguments.clone();
    List<Passing> passing = method.passing();
    for (int i = 0; i < local.length; i++) {
      switch (passing.get(i)) {
        case STREAM -> local[i] = stream(Streams.kind(arguments[i]));
        case DESCRIPTOR -> local[i] = here;
        case NUMBER -> local[i] = Descriptors.number(here);
        default -> { }
      }
    }
    return (Object) handle.invokeExact(local);
  }

  /** Two at once may both make one: they are the same. */
  private Object stream(int kind) {
    Object known = streams.get(kind);
    if (known == null) {
      known = Streams.create(kind, here);
      streams.set(kind, known);
    }
    return known;
  }

  FileDescriptor here() {
    return here;
  }

  /** True if {@code position} is not the one that was told there last; it is from now on. */
  synchronized boolean tells(long position) {
    boolean news = told != position;
    told = position;
    return news;
  }
}
