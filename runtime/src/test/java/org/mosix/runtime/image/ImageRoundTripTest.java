package org.mosix.runtime.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.ref.Cleaner;
import java.lang.ref.WeakReference;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.ByteBuffer;
import java.nio.MappedByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.channels.FileChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.spi.SelectorProvider;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.KeyPairGenerator;
import java.security.interfaces.ECPublicKey;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import java.util.zip.Deflater;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Images written and read in one JVM: the copy equals the original. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class ImageRoundTripTest {

  private final ImageContext context = new ImageContext(new FixedLoaders());

  private Object copy(Object root, boolean byAddress, int chunk) throws Exception {
    MemoryChunks chunks = new MemoryChunks(chunk);
    try (ImageWriter writer = new ImageWriter(context).prepare(List.of())) {
      writer.write(root, new Class<?>[0], List.of(), chunks, byAddress);
    }
    return new ImageReader(context).read(chunks);
  }

  @Test
  void copyOfAProcessThatDidNotComeClosesNothing(@TempDir Path directory) throws Exception {
    try (RandomAccessFile file = new RandomAccessFile(directory.resolve("used").toFile(), "rw")) {
      file.write(1);
      WeakReference<Object> copy = new WeakReference<>(copy(file, true, 1 << 18));
      while (copy.get() != null) {
        System.gc();
      }
      // Cleaning actions run one after the other: when that of the next one has, the copy's would have.
      Path marker = directory.resolve("marker");
      drop(marker);
      while (isOpen(marker)) {
        System.gc();
      }
      file.write(2);
      assertThat(file.length()).isEqualTo(2);
    }
  }

  /** Opens a file and does not close it. */
  private static void drop(Path path) throws IOException {
    new RandomAccessFile(path.toFile(), "rw").write(1);
  }

  private static boolean isOpen(Path path) throws IOException {
    try (Stream<Path> descriptors = Files.list(Path.of("/proc/self/fd"))) {
      return descriptors.anyMatch(descriptor -> leadsTo(descriptor, path));
    }
  }

  private static boolean leadsTo(Path descriptor, Path path) {
    try {
      return Files.readSymbolicLink(descriptor).equals(path);
    } catch (IOException e) {
      return false; // closed since it was listed
    }
  }

  private static Collection<Object> shared() {
    Object key = new Object();
    key.hashCode();
    Map<Object, Object> map = new java.util.HashMap<>(Map.of(key, "value", "name", new int[] {1, 2, 3}));
    List<Object> list = new ArrayList<>(List.of(map, map, key));
    list.add(list);
    return list;
  }

  private static void checkShared(Object copy) {
    List<?> list = (List<?>) copy;
    assertThat(list.get(0)).isSameAs(list.get(1));
    assertThat(list.get(3)).isSameAs(list);
    assertThat(((Map<?, ?>) list.get(0)).get(list.get(2))).isEqualTo("value");
    assertThat((int[]) ((Map<?, ?>) list.get(0)).get("name")).containsExactly(1, 2, 3);
  }

  @Test
  void sharedObjectsStaySharedByAddress() throws Exception {
    checkShared(copy(shared(), true, 1 << 18));
  }

  @Test
  void sharedObjectsStaySharedByIdentityHash() throws Exception {
    checkShared(copy(shared(), false, 1 << 18));
  }

  @Test
  void identityHashesOfTheSlowPathDoNotTravel() throws Exception {
    Object fresh = new Object();
    Object copy = copy(new Object[] {fresh}, false, 1 << 18);
    assertThat(HeapLayout.hash(((Object[]) copy)[0])).isZero();
  }

  @Test
  void recordsStraddleSmallChunks() throws Exception {
    List<Object> many = new ArrayList<>();
    for (int i = 0; i < 3000; i++) {
      many.add(i % 3 == 0 ? "string " + i : i % 3 == 1 ? new byte[i] : List.of((long) i, new Object[i % 7]));
    }
    List<?> copy = (List<?>) copy(many, true, ChunkFormat.SMALLEST);
    assertThat(copy).hasSize(3000);
    for (int i = 0; i < 3000; i += 3) {
      assertThat(copy.get(i)).isEqualTo("string " + i);
      assertThat((byte[]) copy.get(i + 1)).hasSize(i + 1);
      assertThat(((List<?>) copy.get(i + 2)).get(0)).isEqualTo(i + 2L);
    }
  }

  /** The collector runs, once, when so many chunks and one more have been sent. */
  private static ChunkSink collectingAfter(int chunksBefore, MemoryChunks chunks) {
    return new ChunkSink() {
      private int sent;

      @Override
      public ByteBuffer next() {
        return chunks.next();
      }

      @Override
      public void send(ByteBuffer full) {
        chunks.send(full);
        if (sent++ == chunksBefore) {
          System.gc();
        }
      }
    };
  }

  @Test
  void aCollectionDuringTheWalkStartsItAnew() throws Exception {
    Object[] many = new Object[20_000];
    for (int i = 0; i < many.length; i++) {
      many[i] = new Object[] {new int[10], "x" + i};
    }
    MemoryChunks chunks = new MemoryChunks(ChunkFormat.SMALLEST);
    ChunkSink collecting = collectingAfter(5, chunks);
    ImageStats stats = new ImageWriter(context).write(many, List.of(), collecting);
    assertThat(stats.restarts()).isPositive();
    Object[] copy = (Object[]) new ImageReader(context).read(chunks);
    assertThat(copy).hasSize(many.length);
    assertThat((Object[]) copy[19_999]).contains("x19999");
  }

  @Test
  void whatCannotMoveIsBelievedOnlyWhereNothingWasCollected() throws Throwable {
    MemoryChunks chunks = new MemoryChunks(ChunkFormat.SMALLEST);
    ChunkSink collecting = collectingAfter(0, chunks);
    try (Selector selector = byPoll()) {
      // Fills a chunk, and a part of the one that is never sent.
      Object[] root = {new byte[ChunkFormat.SMALLEST], selector};
      assertThatThrownBy(() -> new ImageWriter(context).write(root, List.of(), collecting)).isInstanceOf(CannotMove.class);
    }
    List<Integer> kinds = chunks.chunks.stream().map(chunk -> chunk.getInt(chunk.position())).toList();
    assertThat(kinds).contains(ChunkFormat.RESTART).last().isEqualTo(ChunkFormat.ABORT);
  }

  @Test
  void anotherLayoutOfAClassIsRefusedByName() throws Exception {
    MemoryChunks chunks = new MemoryChunks(1 << 16);
    new ImageWriter(context).write(new BasicScenarios.Derived(), List.of(), chunks);
    ByteBuffer only = chunks.chunks.peek();
    long hash = Layout.of(BasicScenarios.Derived.class).hash;
    int at = FuzzedImageTest.find(only, hash);
    only.putLong(at, hash + 1);
    FuzzedImageTest.seal(only);
    assertThatThrownBy(() -> new ImageReader(context).read(chunks)).isInstanceOf(ImageException.class)
        .hasMessageContaining("class org.mosix.runtime.image.BasicScenarios$Derived has other fields here");
  }

  @Test
  void whatCannotMoveIsNamedWithThePlaceItWasFoundIn() throws Throwable {
    try (Selector selector = byPoll()) {
      assertThatThrownBy(() -> copy(new Object[] {Map.of("k", new Object[] {selector})}, true, 1 << 18)).isInstanceOf(CannotMove.class)
          .hasMessageContaining("a selector by poll(2) is open (sun.nio.ch.PollSelectorImpl), reached from java.lang.Object[0]")
          .hasMessageContaining("by way of the captured frames");
    }
  }

  @Test
  void theWayToWhatCannotMoveMayLeadThroughHandles() throws Throwable {
    try (Selector selector = byPoll()) {
      MethodHandle handle = MethodHandles.constant(Object.class, new Object[] {selector});
      assertThatThrownBy(() -> copy(new Object[] {handle}, true, 1 << 18)).isInstanceOf(CannotMove.class)
          .hasMessageContaining("by way of the captured frames");
    }
  }

  @Test
  void theWayToWhatCannotMoveIsTheImagesNotThatOfTheCommonCleaner() throws Throwable {
    try (Selector selector = byPoll()) {
      Object[] far = {selector};
      for (int i = 0; i < 9; i++) {
        far = new Object[] {far};
      }
      Object cleaner = Raw.getStatic(Raw.jdkClass("jdk.internal.ref.CleanerFactory"), "commonCleaner");
      Object[] root = {((Cleaner) cleaner).register(far, () -> {}), far};
      Cleaner.Cleanable other = ((Cleaner) cleaner).register(selector, () -> {});
      assertThatThrownBy(() -> copy(root, true, 1 << 18)).isInstanceOf(CannotMove.class)
          .hasMessageContaining("by way of the captured frames").hasMessageNotContaining("jdk.internal.ref");
      other.clean();
    }
  }

  @Test
  void anAgentOfTheProgramsIsRefused() throws Exception {
    Object held = Raw.U.allocateInstance(Raw.jdkClass("sun.instrument.InstrumentationImpl"));
    assertThatThrownBy(() -> copy(new Object[] {held}, true, 1 << 18)).isInstanceOf(CannotMove.class)
        .hasMessageContaining("the Instrumentation of another agent is held");
  }

  @Test
  void nativeMemoryOfSelectorsAndAddressesIsCopied() throws Exception {
    try (Selector selector = Selector.open(); DatagramChannel channel = DatagramChannel.open()) {
      channel.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
      channel.configureBlocking(false);
      channel.register(selector, SelectionKey.OP_READ);
      Object[] copies = (Object[]) copy(new Object[] {selector, channel}, true, 1 << 18);
      assertThat(copies[0]).isNotSameAs(selector);
      assertThat(((Selector) copies[0]).keys()).singleElement().satisfies(key -> assertThat(key.channel()).isSameAs(copies[1]));
      Class<?> type = selector.getClass();
      assertThat(Raw.U.getLong(copies[0], Raw.offset(type, "pollArrayAddress")))
          .isNotEqualTo(Raw.U.getLong(selector, Raw.offset(type, "pollArrayAddress"))).isNotZero();
      ByteBuffer datagram = ByteBuffer.wrap(new byte[] {1, 2, 3});
      channel.send(datagram, channel.getLocalAddress());
      ByteBuffer got = ByteBuffer.allocate(10);
      assertThat(((DatagramChannel) copies[1]).receive(got)).isEqualTo(channel.getLocalAddress());
      assertThat(got.position()).isEqualTo(3);
    }
  }

  @Test
  void keysKeepTheCurveThatTheJdkKnows() throws Exception {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
    generator.initialize(256);
    ECPublicKey key = (ECPublicKey) generator.generateKeyPair().getPublic();
    ECPublicKey copy = (ECPublicKey) copy(key, true, 1 << 18);
    assertThat(copy).isNotSameAs(key).isEqualTo(key);
    assertThat(copy.getParams()).isSameAs(key.getParams());
  }

  @Test
  void constantsOfTheJdksEnumsHashAsTheyDoInTheProgram() {
    Normalizer.Form constant = Normalizer.Form.NFKD;
    int before = constant.hashCode();
    Hashes hashes = new Hashes(context);
    hashes.set(constant, before + 1);
    hashes.finish();
    assertThat(constant.hashCode()).isEqualTo(before + 1).isEqualTo(System.identityHashCode(constant));
  }

  @Test
  void whatIsClosedOrEndedMoves() throws Exception {
    ServerSocket socket = new ServerSocket(0);
    socket.close();
    Deflater deflater = new Deflater();
    deflater.end();
    Object[] copy = (Object[]) copy(new Object[] {socket, deflater}, true, 1 << 18);
    assertThat(((ServerSocket) copy[0]).isClosed()).isTrue();
    assertThatThrownBy(((Deflater) copy[1])::getTotalIn).hasMessageContaining("closed");
  }

  /** What {@link Refused} names, and Linux has. */
  private static Selector byPoll() throws Throwable {
    return ((SelectorProvider) Raw.TRUSTED
        .findConstructor(Class.forName("sun.nio.ch.PollSelectorProvider"), MethodType.methodType(void.class)).invoke()).openSelector();
  }

  @Test
  void aReaderOfAnAbortedImageSaysSo() throws Throwable {
    MemoryChunks chunks = new MemoryChunks(1 << 16);
    try (Selector selector = byPoll()) {
      assertThatThrownBy(() -> new ImageWriter(context).write(selector, List.of(), chunks)).isInstanceOf(CannotMove.class);
    }
    assertThatThrownBy(() -> new ImageReader(context).read(chunks)).isInstanceOf(ImageException.class).hasMessageContaining("gave up");
  }

  @Test
  void aFileThatIsMappedToBeReadOrPrivatelyBecomesACopyAndOneToBeWrittenIsRefused(@TempDir Path directory) throws Exception {
    Path file = Files.write(directory.resolve("mapped"), new byte[10_000]);
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
      ByteBuffer own = channel.map(FileChannel.MapMode.PRIVATE, 0, 8_000).putInt(100, 7);
      ByteBuffer shown = channel.map(FileChannel.MapMode.READ_ONLY, 5_000, 3_000);
      channel.write(ByteBuffer.wrap(new byte[] {9}), 5_002);
      Object[] once = (Object[]) copy(new Object[] {own, shown, shown.slice(2, 5)}, true, 1 << 18);
      Object[] twice = (Object[]) copy(once, true, 1 << 18);
      ByteBuffer ownCopy = (ByteBuffer) twice[0];
      ByteBuffer shownCopy = (ByteBuffer) twice[1];
      assertThat(ownCopy.getInt(100)).isEqualTo(7);
      ownCopy.putInt(100, 8);
      assertThat(own.getInt(100)).isEqualTo(7);
      assertThat(shownCopy.get(2)).isEqualTo((byte) 9);
      assertThat(shownCopy.isReadOnly()).isTrue();
      assertThat(((ByteBuffer) twice[2]).get(0)).isEqualTo((byte) 9);
      assertThat(((MappedByteBuffer) shownCopy).load().isLoaded()).isTrue();
      // As programs do that unmap a file as soon as they are done with it.
      Raw.U.invokeCleaner(shownCopy);
      assertThat(((ByteBuffer) copy(shownCopy, true, 1 << 18)).capacity()).isEqualTo(3_000);
      ByteBuffer written = channel.map(FileChannel.MapMode.READ_WRITE, 0, 100);
      assertThatThrownBy(() -> copy(new Object[] {written}, true, 1 << 18)).hasMessageContaining("mapped into memory to be written");
    }
  }
}
