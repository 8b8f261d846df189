package org.mosix.runtime.syscall;

import java.io.FileDescriptor;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.IntSupplier;
import org.mosix.boot.Sys;
import org.mosix.boot.SysCalls;
import org.mosix.boot.SysFile;

/** The guest's half of a system call: packs the arguments, asks home, applies what came back. */
final class RemoteCalls extends SysCalls implements AutoCloseable {

  /** Bytes moved by one call at most; larger reads and writes take several. */
  static final int CHUNK = 1 << 20;

  private static final int NO_ANSWER = 0;

  /** Null while the process is at home. */
  private final Peer home;
  private final MfsLinks nodes;
  private final DirectFiles direct;
  /** Null if nothing is read ahead or written behind. */
  private volatile AheadAndBehind ahead;
  private final ConcurrentMap<Integer, Peer> peers = new ConcurrentHashMap<>();
  private final ConcurrentMap<List<Object>, Object> cache = new ConcurrentHashMap<>();

  RemoteCalls(SyscallLink link) {
    this(link, MfsLinks.NONE);
  }

  /** @param homeOrNull null if the process is at home, and only files of other nodes are elsewhere */
  RemoteCalls(SyscallLink homeOrNull, MfsLinks nodes) {
    this(homeOrNull, nodes, () -> 0, new NodeConfiguration(Path.of("/nonexistent")));
  }

  /**
   * @param node of this JVM; 0 while it is not known
   * @param configuration of the node
   */
  RemoteCalls(SyscallLink homeOrNull, MfsLinks nodes, IntSupplier node, NodeConfiguration configuration) {
    this.home = homeOrNull == null ? null : new Peer(homeOrNull);
    this.nodes = nodes;
    this.direct = new DirectFiles(new OtherEnds(), node, new SharedDirectories(configuration));
  }

  /** From now on files and sockets of home are read ahead and written behind. */
  void readAheadAndWriteBehind() {
    ahead = new AheadAndBehind((before, batch, answered) -> home.send(before, Request.BATCH, batch, answered), new HomeFiles(this), direct::uses);
    direct.besides(ahead);
  }

  /** What the program has done so far, as requests name it that are to be carried out after it. */
  private int soFar() {
    AheadAndBehind now = ahead;
    return now == null ? 0 : now.sent();
  }

  /** @throws IOException if the process must not leave now */
  void settle() throws IOException {
    if (ahead != null) {
      ahead.settle();
    }
    direct.settle();
  }

  /** The process, settled, runs elsewhere. */
  @Override
  public void close() {
    direct.closeAll();
    if (ahead != null) {
      ahead.close();
    }
  }

  /** Files that this JVM uses by itself. */
  DirectFiles direct() {
    return direct;
  }

  /** Home and the file servers, where files are open that are open here as well. */
  private final class OtherEnds implements DirectFiles.Where {
    @Override
    public Optional<Whereabouts> whereabouts(int number) throws IOException {
      return Whereabouts.read(control(end(number), Request.WHEREABOUTS, out -> out.putInt(Descriptors.toHome(number))));
    }

    @Override
    public void seek(int number, long position) throws IOException {
      control(end(number), Request.SEEK, out -> out.putInt(Descriptors.toHome(number)).putLong(position));
    }

    private Peer end(int number) throws IOException {
      try {
        return Sys.mfsDescriptor(number) ? peer(MfsNumber.nodeOf(number)) : home;
      } catch (LinkLost | MfsRefused e) {
        throw new IOException(e.getMessage(), e);
      }
    }
  }

  @Override
  public SysFile file(int fd) {
    return direct.enter(fd);
  }

  @Override
  public Object callBlocking(int index, Object[] arguments, long waitId) throws Throwable {
    NativeMethod method = RemoteSyscallTable.get(index);
    Object here = direct(method, arguments);
    return here != DirectFiles.ELSEWHERE ? here : visible(method, arguments, () -> {
      Object result = direct.call(method, arguments);
      return result == DirectFiles.ELSEWHERE ? new BulkCall(method, arguments, waitId).run(this) : result;
    });
  }

  @Override
  public Object call(int index, Object[] arguments) throws Throwable {
    NativeMethod method = RemoteSyscallTable.get(index);
    switch (method.policy()) {
      case REFUSE:
        throw Refusal.of(method);
      case HOME_CACHED:
        return cached(method, arguments);
      default:
        Object here = direct(method, arguments);
        return here != DirectFiles.ELSEWHERE ? here : visible(method, arguments, () -> {
          Object result = direct.call(method, arguments);
          return result == DirectFiles.ELSEWHERE ? other(method, arguments) : result;
        });
    }
  }

  /** Moves bytes of a file that this JVM has open, too; the shortest way. */
  private Object direct(NativeMethod method, Object[] arguments) throws Throwable {
    if (!direct.uses(method, arguments)) {
      return DirectFiles.ELSEWHERE;
    }
    AheadAndBehind now = ahead;
    return now == null ? direct.call(method, arguments) : now.notAtHome(() -> direct.call(method, arguments));
  }

  /** A call that others may see, or by which the program may see what others did. */
  private Object visible(NativeMethod method, Object[] arguments, AheadAndBehind.Plain plain) throws Throwable {
    AheadAndBehind now = ahead;
    return now == null ? plain.call() : now.call(method, arguments, plain);
  }

  private Object other(NativeMethod method, Object[] arguments) throws Throwable {
    if (method.name().equals("map0")) {
      return new MappedCopy(this, method, arguments).map();
    }
    if (Zip.isCall(method)) {
      return once(method, Zip.limited(method, arguments));
    }
    return method.isHalt() ? halt(method, arguments) : new BulkCall(method, arguments, 0).run(this);
  }

  /** Ends home, then this JVM; home may be gone before it can answer. */
  private Object halt(NativeMethod method, Object[] arguments) throws Throwable {
    try {
      return once(method, arguments);
    } finally {
      method.handle().invoke((int) arguments[0]);
    }
  }

  private Object cached(NativeMethod method, Object[] arguments) throws Throwable {
    if (ErrorTexts.isCall(method)) {
      LocalCounters.OF_PROCESS.countCached(method);
      return ErrorTexts.of((Integer) arguments[0]);
    }
    Object[] key = new Object[arguments.length + 1];
    key[0] = method.index();
    for (int i = 0; i < arguments.length; i++) {
      key[i + 1] = method.passing().get(i) == Passing.VALUE ? arguments[i] : null;
    }
    Object answer = cache.get(Arrays.asList(key));
    if (answer != null) {
      LocalCounters.OF_PROCESS.countCached(method);
    } else {
      answer = once(method, arguments);
      if (answer == null) {
        return null;
      }
      cache.put(Arrays.asList(key), answer);
    }
    return answer instanceof byte[] ? ((byte[]) answer).clone() : answer;
  }

  Object once(NativeMethod method, Object[] arguments) throws Throwable {
    return once(method, arguments, 0);
  }

  /** One round trip. */
  Object once(NativeMethod method, Object[] arguments, long waitId) throws Throwable {
    int place = Place.of(method, arguments, home != null);
    if (place == Place.MIXED) {
      return Mixed.call(this, method, arguments);
    }
    return place == Place.HOME ? once(home, Place.HOME, method, arguments, waitId) : onNode(place, method, arguments, waitId);
  }

  private Object onNode(int node, NativeMethod method, Object[] arguments, long waitId) throws Throwable {
    if (ahead != null) {
      ahead.drain();
    }
    try {
      return once(peer(node), node, method, arguments, waitId);
    } catch (MfsRefused e) {
      return e.errno().tellAs(method, Place.named(method, arguments));
    } catch (LinkLost e) {
      peers.remove(node);
      return Errno.tell(method, Place.named(method, arguments), "node " + node + ": " + e.getMessage());
    }
  }

  /** A node whose files the process has used: its server must know that it is here now. */
  void useNode(int node) throws IOException {
    try {
      MfsUse.nodes().add(node);
      nodes.link(node);
    } catch (MfsRefused e) {
      // What is open there is lost, and calls on it say so.
      MfsUse.nodes().remove(node);
    }
  }

  /** That of now: a link that has ended is made anew. */
  private Peer peer(int node) throws LinkLost, MfsRefused {
    try {
      SyscallLink link = nodes.link(node);
      if (MfsUse.nodes().add(node) && home != null) {
        control(Request.MFS_NODE, out -> out.putInt(node));
      }
      return peers.compute(node, (number, known) -> known != null && known.link() == link ? known : new Peer(link));
    } catch (IOException e) {
      throw new LinkLost(e);
    }
  }

  private Object once(Peer peer, int node, NativeMethod method, Object[] arguments, long waitId) throws Throwable {
    byte[] answer;
    int[] sent = new int[1];
    try {
      boolean ordered = peer == home && SequentialRules.of(method) != SequentialRules.INVISIBLE;
      answer = peer.ask(ordered ? soFar() : 0, method.index(), out -> {
        send(method, arguments, waitId, out);
        sent[0] = out.size();
      });
    } catch (IOException e) {
      throw peer == home ? e : new LinkLost(e);
    }
    if (peer != home) {
      LocalCounters.OF_PROCESS.count(method, node, (long) sent[0] + answer.length);
    }
    Wire.Reader in = new Wire.Reader(answer);
    switch (in.getByte()) {
      case Outcome.DONE:
        Object result = apply(method, arguments, in);
        tell(peer, method, arguments, in);
        return result;
      case Outcome.THROWN:
        throw thrown(method, arguments, in, peer == home);
      default:
        throw new IllegalStateException(method + " failed: " + in.getString());
    }
  }

  private void tell(Peer peer, NativeMethod method, Object[] arguments, Wire.Reader in) {
    AheadAndBehind now = ahead;
    if (now != null && peer == home) {
      now.told(method, arguments, in);
    }
  }

  /** A file server does not answer. */
  private static final class LinkLost extends Exception {
    private static final long serialVersionUID = 1L;

    LinkLost(IOException why) {
      super(why.getMessage(), why);
    }
  }

  static void send(NativeMethod method, Object[] arguments, long waitId, Wire out) {
    if (method.blocks()) {
      out.putLong(waitId);
    }
    List<Passing> passing = method.passing();
    for (int i = 0; i < passing.size(); i++) {
      passing.get(i).send(arguments, i, out);
    }
  }

  private static Object apply(NativeMethod method, Object[] arguments, Wire.Reader in) {
    Object result = Values.read(in);
    List<Passing> passing = method.passing();
    for (int i = 0; i < passing.size(); i++) {
      passing.get(i).apply(arguments, i, in);
    }
    if (method.descriptorResult()) {
      return Descriptors.toGuest((Integer) result);
    }
    if (method.handleResult()) {
      long address = (Long) result;
      return address == 0 ? result : (Object) (address | Sys.HOME_HANDLE);
    }
    return result;
  }

  private static Throwable thrown(NativeMethod method, Object[] arguments, Wire.Reader in, boolean home) {
    Throwable thrown = Outcome.rebuild(in, method, home);
    List<Passing> passing = method.passing();
    for (int i = 0; i < passing.size(); i++) {
      passing.get(i).applyThrown(arguments[i], in);
    }
    return thrown;
  }

  /** A request that is not one of the natives. */
  Wire.Reader control(int operation, Peer.Body body) throws IOException {
    return control(home, operation, body);
  }

  private Wire.Reader control(Peer peer, int operation, Peer.Body body) throws IOException {
    boolean ordered = peer == home && operation != Request.CANCEL && operation != Request.CLOCKS;
    Wire.Reader in = new Wire.Reader(peer.ask(ordered ? soFar() : 0, operation, body));
    byte outcome = in.getByte();
    if (outcome != Outcome.DONE) {
      throw new IOException("request " + operation + " failed: " + in.getString());
    }
    return in;
  }

  @Override
  public boolean mayBlock(FileDescriptor fd) {
    return controlFlag(Request.MAY_BLOCK, out -> out.putInt(Descriptors.toHome(Descriptors.number(fd))));
  }

  @Override
  public int keep(FileDescriptor fd) throws IOException {
    return Descriptors.toGuest(control(Request.KEEP, out -> out.putInt(Descriptors.toHome(Descriptors.number(fd)))).getInt());
  }

  @Override
  public boolean awaitReadable(FileDescriptor fd, long waitId, long millis) {
    return controlFlag(Request.AWAIT,
        out -> out.putInt(Descriptors.toHome(Descriptors.number(fd))).putLong(waitId).putLong(millis));
  }

  @Override
  public int awaitExit(long pid, boolean reap, long waitId) {
    try {
      return control(Request.AWAIT_EXIT, out -> out.putLong(pid).putByte(reap ? 1 : 0).putLong(waitId)).getInt();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      AheadAndBehind now = ahead;
      if (now != null) {
        // What the child has written is there.
        now.changed();
      }
    }
  }

  @Override
  public void cancelWait(long waitId) {
    controlFlag(Request.CANCEL, out -> out.putLong(waitId));
  }

  private boolean controlFlag(int operation, Peer.Body body) {
    try {
      return control(operation, body).getByte() != NO_ANSWER;
    } catch (IOException e) {
      // The call that follows meets the same loss of the link, and may report it.
      return true;
    }
  }
}
