package org.mosix.runtime.syscall;

import java.io.FileDescriptor;
import java.io.IOException;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodType;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.IntSupplier;
import org.mosix.boot.Sys;
import org.mosix.boot.SysFile;
import org.mosix.boot.SysStack;

/**
 * Files that are open elsewhere and that this JVM can reach by itself: those in directories that home and this node share, and those of
 * this node that the process has opened as {@code /mfs}. They stay open where they were opened; here they are opened a second time, and bytes
 * are read and written here. What is not about bytes goes there. When the process leaves, the positions are told there, and the next JVM may do the same.
 */
final class DirectFiles {

  /** Answer of {@link #call} for a call that is not carried out here. */
  static final Object ELSEWHERE = new Object();

  private static final MethodType GENERIC = MethodType.methodType(Object.class, Object[].class);
  private static final int CREATION = 0x40 | 0x80 | 0x200;

  private final Where where;
  private final IntSupplier node;
  private final SharedDirectories shared;
  private final ConcurrentMap<Integer, Optional<DirectFile>> files = new ConcurrentHashMap<>();
  private final AtomicReferenceArray<MethodHandle> handles = new AtomicReferenceArray<>(RemoteSyscallTable.all().size());
  private volatile boolean sharesWithHome;
  /** Null if nothing is read ahead or written behind. */
  private volatile AheadAndBehind others;
  /** Of the last call. */
  private volatile Used last;

  /** A descriptor, as the program has it, and its file. */
  private record Used(int number, DirectFile file) {}

  /** The other end, which has the files open. */
  interface Where {
    Optional<Whereabouts> whereabouts(int number) throws IOException;

    void seek(int number, long position) throws IOException;
  }

  /** @param node of this JVM; 0 while it is not known */
  DirectFiles(Where where, IntSupplier node, SharedDirectories shared) {
    this.where = where;
    this.node = node;
    this.shared = shared;
  }

  /** Whether home shares any directory. */
  void sharesWithHome(boolean shares) {
    sharesWithHome = shares && !shared.isEmpty();
  }

  /** Besides these files others are read ahead and written behind, which may be the same. */
  void besides(AheadAndBehind aheadAndBehind) {
    others = aheadAndBehind;
  }

  /**
   * The shortest way, for a file that has been used before: the caller uses it by natives of its own.
   *
   * @return null if it must take the longer one
   */
  SysFile enter(int number) {
    AheadAndBehind now = others;
    if (now != null && !now.isDone()) {
      return null;
    }
    DirectFile file = mayBeHere(number) ? used(number) : null;
    return file != null && file.enter() ? file : null;
  }

  /** A call that {@link #enter} let in is over. */
  void done(NativeMethod method, long moved) {
    LocalCounters.OF_PROCESS.count(method, node.getAsInt(), moved);
    done();
  }

  void done() {
    AheadAndBehind now = others;
    if (now != null) {
      now.changedBesides();
    }
  }

  Object call(NativeMethod method, Object[] arguments) throws Throwable {
    int number = Place.descriptor(method, arguments);
    if (number < 0 || !mayBeHere(number)) {
      return ELSEWHERE;
    }
    DirectRules rule = DirectRules.of(method);
    if (rule == DirectRules.HERE) {
      return here(number, method, arguments);
    }
    if (rule == DirectRules.CLOSES) {
      forget(number);
    } else if (rule == DirectRules.LEAVES) {
      leave(number);
      int other = Place.lastDescriptor(method, arguments);
      if (other != number && other >= 0) {
        leave(other);
      }
    }
    return ELSEWHERE;
  }

  /** Whether a call moves bytes of a file that is open here. */
  boolean uses(NativeMethod method, Object[] arguments) {
    return DirectRules.of(method) == DirectRules.HERE && uses(Place.descriptor(method, arguments));
  }

  /** Whether bytes of a file are read and written here. */
  boolean uses(int number) {
    return used(number) != null;
  }

  /** Null if it is not. */
  private DirectFile used(int number) {
    Used recent = last;
    if (recent != null && recent.number == number) {
      return recent.file;
    }
    Optional<DirectFile> file = files.get(number);
    if (file == null || file.isEmpty()) {
      return null;
    }
    last = new Used(number, file.get());
    if (files.get(number) != file) {
      // It has just been taken from there, and from here before.
      last = null;
      return null;
    }
    return file.get();
  }

  private boolean mayBeHere(int number) {
    return Sys.mfsDescriptor(number) ? MfsNumber.nodeOf(number) == node.getAsInt() : sharesWithHome && Sys.descriptor(number);
  }

  private Object here(int number, NativeMethod method, Object[] arguments) throws Throwable {
    DirectFile file = used(number);
    if (file == null) {
      file = decide(number).orElse(null);
    }
    if (file == null) {
      return ELSEWHERE;
    }
    if (!file.enter()) {
      // It was closed meanwhile, and may not be the one that has the number now.
      last = null;
      return ELSEWHERE;
    }
    try {
      Object result = file.call(method, handle(method), arguments);
      LocalCounters.OF_PROCESS.count(method, node.getAsInt(), BulkCall.moved(method, arguments, result));
      return result;
    } catch (Throwable e) {
      throw SysStack.withoutMosix(e);
    } finally {
      file.leave();
    }
  }

  /** Two threads that use a file for the first time at once must not both open it: the position would be in two places. */
  private synchronized Optional<DirectFile> decide(int number) {
    Optional<DirectFile> known = files.get(number);
    if (known == null) {
      known = open(number);
      files.put(number, known);
    }
    return known;
  }

  private Optional<DirectFile> open(int number) {
    try {
      Optional<Whereabouts> at = where.whereabouts(number);
      return at.isPresent() ? open(at.get()) : Optional.empty();
    } catch (IOException | Errno e) {
      // It is used through the other end, as if nothing were shared.
      return Optional.empty();
    }
  }

  private Optional<DirectFile> open(Whereabouts at) throws IOException, Errno {
    Optional<Path> directory = at.tokenOrNull() == null ? Optional.empty() : shared.here(at.tokenOrNull());
    if (at.tokenOrNull() != null && directory.isEmpty()) {
      return Optional.empty();
    }
    String path = directory.map(shares -> shares.resolve(at.path()).toString()).orElse(at.path());
    int descriptor = DirectoryCalls.openFile(path, at.flags() & ~CREATION);
    try {
      if (isSame(descriptor, at, directory)) {
        seek(Descriptors.create(descriptor), at.position());
        return Optional.of(new DirectFile(this, descriptor, at.position()));
      }
    } catch (IOException e) {
      DirectoryCalls.close(descriptor);
      throw e;
    }
    DirectoryCalls.close(descriptor);
    return Optional.empty();
  }

  /** The same file in the same file system, not one that is mounted below the directory here only. */
  private static boolean isSame(int descriptor, Whereabouts at, Optional<Path> directory) throws IOException {
    Map<String, Object> attributes = Files.readAttributes(Path.of("/proc/self/fd/" + descriptor), "unix:dev,ino");
    return ((Number) attributes.get("ino")).longValue() == at.inode()
        && (directory.isEmpty() || ((Number) attributes.get("dev")).longValue() == SharedDirectories.device(directory.get()));
  }

  static long seek(FileDescriptor descriptor, long position) throws IOException {
    try {
      return (long) Seek.NATIVE.invokeExact(descriptor, position);
    } catch (IOException | RuntimeException | Error e) {
      throw e;
    } catch (Throwable e) {
      throw new IllegalStateException("lseek", e);
    }
  }

  /** The JDK's own {@code lseek(2)}; -1 asks. */
  private static final class Seek {
    static final MethodHandle NATIVE = find();

    private static MethodHandle find() {
      String descriptor = "(Ljava/io/FileDescriptor;J)J";
      NativeMethod since21 = RemoteSyscallTable.find("sun/nio/ch/UnixFileDispatcherImpl", "seek0", descriptor).orElseThrow();
      return (since21.find() != null ? since21 : RemoteSyscallTable.find("sun/nio/ch/FileDispatcherImpl", "seek0", descriptor).orElseThrow()).handle();
    }
  }

  private MethodHandle handle(NativeMethod method) {
    MethodHandle known = handles.get(method.index());
    if (known == null) {
      MethodHandle handle = method.handle();
      known = handle.asSpreader(Object[].class, handle.type().parameterCount()).asType(GENERIC);
      handles.set(method.index(), known);
    }
    return known;
  }

  private void forget(int number) {
    Optional<DirectFile> file = files.remove(number);
    last = null;
    if (file != null) {
      file.ifPresent(DirectFile::close);
    }
  }

  /** From now on through the other end. */
  private void leave(int number) throws IOException {
    if (!mayBeHere(number)) {
      return;
    }
    Optional<DirectFile> file = files.put(number, Optional.empty());
    last = null;
    if (file != null && file.isPresent()) {
      tell(number, file.get());
      file.get().close();
    }
  }

  private void tell(int number, DirectFile file) throws IOException {
    long position = seek(file.here(), -1);
    if (file.tells(position)) {
      where.seek(number, position);
    }
  }

  /**
   * The process is stopped and may go on elsewhere: the positions are told to the other ends.
   *
   * @throws IOException if one does not answer; the process must not leave then
   */
  void settle() throws IOException {
    for (Map.Entry<Integer, Optional<DirectFile>> entry : files.entrySet()) {
      if (entry.getValue().isPresent()) {
        tell(entry.getKey(), entry.getValue().get());
      }
    }
  }

  /** The process has left. */
  void closeAll() {
    files.values().forEach(file -> file.ifPresent(DirectFile::close));
    files.clear();
    last = null;
  }
}
