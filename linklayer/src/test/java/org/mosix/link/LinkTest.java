package org.mosix.link;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class LinkTest {

  private static final Duration SOON = Duration.ofSeconds(20);
  private static final byte TEXT = 7;

  @TempDir
  static Path keys;
  private static ClusterKey ours;
  private static ClusterKey theirs;

  /** Holds a handler up, and with it the event loop that other tests' links use too: until the test is over, however it ends. */
  private final CountDownLatch mayRead = new CountDownLatch(1);
  private final Recorder atServer = new Recorder();
  private final Recorder atClient = new Recorder();
  private LinkServer server;
  private Link client;

  @BeforeAll
  static void makeTwoClusters() throws IOException {
    ours = newCluster(keys.resolve("ours"));
    theirs = newCluster(keys.resolve("theirs"));
  }

  private static ClusterKey newCluster(Path directory) throws IOException {
    new ClusterKeyMaker().make(directory);
    return ClusterKey.load(directory);
  }

  @AfterEach
  void end() {
    mayRead.countDown();
    if (client != null) {
      client.close();
    }
    if (server != null) {
      server.close();
    }
  }

  private void connect(Link.Handler serverHandler) throws IOException {
    server = LinkServer.listen(ours, loopback(), () -> serverHandler);
    client = Link.connect(ours, server.address(), atClient, SOON);
  }

  /** The ends have threads of their own: a handler that blocks its one does not block the other end's. There are only few. */
  private void connectApart(Supplier<Recorder> serverHandlers) throws Exception {
    for (; ; ) {
      Recorder atThisServer = serverHandlers.get();
      Recorder atThisClient = new Recorder();
      server = LinkServer.listen(ours, loopback(), () -> atThisServer);
      client = Link.connect(ours, server.address(), atThisClient, SOON);
      atThisServer.opened.get(20, TimeUnit.SECONDS);
      atThisClient.opened.get(20, TimeUnit.SECONDS);
      if (atThisServer.opener != atThisClient.opener) {
        return;
      }
      client.close();
      server.close();
    }
  }

  private static InetSocketAddress loopback() {
    return new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
  }

  private static ByteBuf text(String text) {
    return Unpooled.copiedBuffer(text, StandardCharsets.UTF_8);
  }

  @Test
  void carriesTypeIdAndPayloadInOrderBothWays() throws Exception {
    connect(atServer);
    Link back = atServer.opened.get(20, TimeUnit.SECONDS);
    for (int i = 0; i < 100; i++) {
      client.send(TEXT, i, text("to server " + i));
      back.send((byte) 8, -i, text("to client " + i));
    }
    for (int i = 0; i < 100; i++) {
      assertThat(atServer.next()).isEqualTo("7/" + i + "/to server " + i);
      assertThat(atClient.next()).isEqualTo("8/" + -i + "/to client " + i);
    }
  }

  @Test
  void carriesEmptyAndLargePayloads() throws Exception {
    connect(atServer);
    client.send(TEXT, 1, Unpooled.EMPTY_BUFFER);
    client.send(TEXT, 2, Unpooled.wrappedBuffer("x".repeat(5_000_000).getBytes(StandardCharsets.UTF_8)));
    assertThat(atServer.next()).isEqualTo("7/1/");
    assertThat(atServer.next()).hasSize("7/2/".length() + 5_000_000);
  }

  @Test
  void refusesToSendMoreThanAFrameHolds() throws Exception {
    connect(atServer);
    ByteBuf huge = Unpooled.directBuffer(Link.MAX_PAYLOAD + 1).writerIndex(Link.MAX_PAYLOAD + 1);
    assertThatThrownBy(() -> client.send(TEXT, 1, huge)).hasMessage("payload: 67108865 bytes (expected: at most 67108864)");
    assertThat(huge.refCnt()).isZero();
    assertThat(client.isOpen()).isTrue();
  }

  @Test
  void answersCallsInAnyOrder() throws Exception {
    BlockingQueue<Long> asked = new LinkedBlockingQueue<>();
    connect(new Recorder() {
      @Override
      public void frame(Link link, byte type, long id, ByteBuf payload) {
        asked.add(id);
        if (asked.size() == 2) {
          for (Long call : asked.stream().sorted((a, b) -> Long.compare(b, a)).toList()) {
            link.reply(call, text("answer " + call));
          }
        }
      }
    });
    CompletableFuture<ByteBuf> first = client.call(TEXT, text("a"));
    CompletableFuture<ByteBuf> second = client.call(TEXT, text("b"));
    assertThat(content(first)).isEqualTo("answer 1");
    assertThat(content(second)).isEqualTo("answer 2");
  }

  @Test
  void bothEndsMayCallAtOnce() throws Exception {
    Recorder echo = new Echo();
    server = LinkServer.listen(ours, loopback(), () -> echo);
    client = Link.connect(ours, server.address(), new Echo(), SOON);
    CompletableFuture<ByteBuf> there = client.call(TEXT, text("there"));
    CompletableFuture<ByteBuf> back = echo.opened.get(20, TimeUnit.SECONDS).call(TEXT, text("back"));
    assertThat(content(there)).isEqualTo("there");
    assertThat(content(back)).isEqualTo("back");
  }

  @Test
  void failedCallCarriesItsReasonAndLeavesTheLinkOpen() throws Exception {
    connect(new Recorder() {
      @Override
      public void frame(Link link, byte type, long id, ByteBuf payload) {
        link.fail(id, "no such thing: " + payload.toString(StandardCharsets.UTF_8));
      }
    });
    CompletableFuture<ByteBuf> call = client.call(TEXT, text("x"));
    assertThatThrownBy(call::get).hasCauseInstanceOf(CallFailedException.class).hasMessageContaining("no such thing: x");
    assertThat(client.isOpen()).isTrue();
  }

  @Test
  void closedLinkFailsPendingAndLaterCalls() throws Exception {
    connect(atServer);
    CompletableFuture<ByteBuf> pending = client.call(TEXT, text("never answered"));
    atServer.next();
    atServer.opened.get().close();
    assertThatThrownBy(pending::get).hasCauseInstanceOf(IOException.class);
    atClient.closed.get(20, TimeUnit.SECONDS);
    assertThatThrownBy(client.call(TEXT, text("too late"))::get).hasCauseInstanceOf(IOException.class);
    assertThatThrownBy(() -> client.sendBlocking(TEXT, 1, text("too late"))).isInstanceOf(IOException.class);
    assertThat(client.isOpen()).isFalse();
  }

  @Test
  void orderlyCloseHasNoCause() throws Exception {
    connect(atServer);
    client.close();
    assertThat(atServer.closed.get(20, TimeUnit.SECONDS)).isEmpty();
    assertThat(atClient.closed.get(20, TimeUnit.SECONDS)).isEmpty();
  }

  @Test
  void sendBlockingWaitsWhileTheOtherEndDoesNotRead() throws Exception {
    AtomicLong received = new AtomicLong();
    connectApart(() -> new Recorder() {
      @Override
      public void frame(Link link, byte type, long id, ByteBuf payload) {
        await(mayRead);
        received.addAndGet(payload.readableBytes());
      }
    });
    AtomicLong sent = new AtomicLong();
    Thread sender = new Thread(() -> sendChunks(sent, 200));
    sender.start();
    while (sender.getState() != Thread.State.WAITING) {
      Thread.sleep(1);
    }
    assertThat(sent.get()).isLessThan(200 << 20);
    mayRead.countDown();
    sender.join();
    assertThat(sent.get()).isEqualTo(200L << 20);
    client.close();
    until(() -> received.get() == 200L << 20);
  }

  private void sendChunks(AtomicLong sent, int count) {
    try {
      for (int i = 0; i < count; i++) {
        client.sendBlocking(TEXT, i, Unpooled.directBuffer(1 << 20).writerIndex(1 << 20));
        sent.addAndGet(1 << 20);
      }
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void until(BooleanSupplier condition) throws InterruptedException {
    while (!condition.getAsBoolean()) {
      Thread.sleep(1);
    }
  }

  @Test
  void blockedSenderIsToldWhenTheLinkEnds() throws Exception {
    connectApart(() -> new Recorder() {
      @Override
      public void frame(Link link, byte type, long id, ByteBuf payload) {
        await(mayRead);
      }
    });
    CompletableFuture<Throwable> failure = new CompletableFuture<>();
    Thread sender = new Thread(() -> {
      try {
        sendChunks(new AtomicLong(), 200);
        failure.complete(new AssertionError("all was sent"));
      } catch (IllegalStateException e) {
        failure.complete(e.getCause());
      } catch (Throwable e) {
        failure.complete(e);
      }
    });
    sender.start();
    while (sender.getState() != Thread.State.WAITING) {
      Thread.sleep(1);
    }
    client.close();
    // Netty gives the end of TLS 10 s to get through, and nobody reads here.
    assertThat(failure.get(50, TimeUnit.SECONDS)).isInstanceOf(IOException.class);
  }

  @Test
  void handlerThatThrowsEndsTheLinkWithItsCause() throws Exception {
    Recorder throwing = new Recorder() {
      @Override
      public void frame(Link link, byte type, long id, ByteBuf payload) {
        throw new IllegalStateException("of no use");
      }
    };
    connect(throwing);
    client.send(TEXT, 1, text("x"));
    assertThat(throwing.closed.get(20, TimeUnit.SECONDS)).contains("of no use");
    atClient.closed.get(20, TimeUnit.SECONDS);
  }

  @Test
  void answerToNoCallEndsTheLink() throws Exception {
    connect(atServer);
    client.reply(99, text("?"));
    assertThat(atServer.closed.get(20, TimeUnit.SECONDS)).contains("reply to call 99, which is not pending");
  }

  @Test
  void otherClusterGetsNothing() throws Exception {
    server = LinkServer.listen(ours, loopback(), () -> atServer);
    assertThatThrownBy(() -> Link.connect(theirs, server.address(), atClient, SOON)).isInstanceOf(IOException.class)
        .hasMessageContaining("cannot link to");
    assertThat(atServer.opened).isNotDone();
    assertThat(atServer.frames).isEmpty();
  }

  @Test
  void impostorServerGetsNothing() throws Exception {
    server = LinkServer.listen(theirs, loopback(), () -> atServer);
    assertThatThrownBy(() -> Link.connect(ours, server.address(), atClient, SOON)).isInstanceOf(IOException.class);
    assertThat(atServer.opened).isNotDone();
  }

  @Test
  void connectingToNobodySaysWhere() throws Exception {
    server = LinkServer.listen(ours, loopback(), () -> atServer);
    InetSocketAddress gone = server.address();
    server.close();
    assertThatThrownBy(() -> Link.connect(ours, gone, atClient, SOON)).isInstanceOf(IOException.class)
        .hasMessageContaining("cannot link to").hasMessageContaining(String.valueOf(gone.getPort()));
  }

  @Test
  void takenAddressIsReported() throws Exception {
    server = LinkServer.listen(ours, loopback(), () -> atServer);
    assertThatThrownBy(() -> LinkServer.listen(ours, server.address(), () -> atServer)).isInstanceOf(IOException.class)
        .hasMessageContaining("cannot listen at");
  }

  @Test
  void threadsAreFewDaemonsWithAName() throws Exception {
    connect(atServer);
    client.send(TEXT, 1, text("x"));
    atServer.next();
    assertThat(atServer.thread).matches("mosix-link-\\d+ daemon");
  }

  @Test
  void warmUpLinksThisJvmWithItself() throws Exception {
    WarmUp.links(ours, 2, 100);
  }

  private static String content(CompletableFuture<ByteBuf> answer) throws Exception {
    ByteBuf payload = answer.get(20, TimeUnit.SECONDS);
    try {
      return payload.toString(StandardCharsets.UTF_8);
    } finally {
      payload.release();
    }
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static class Recorder implements Link.Handler {
    final CompletableFuture<Link> opened = new CompletableFuture<>();
    final BlockingQueue<String> frames = new LinkedBlockingQueue<>();
    /** The cause's message, or empty. */
    final CompletableFuture<String> closed = new CompletableFuture<>();
    volatile String thread;
    volatile Thread opener;

    @Override
    public void opened(Link link) {
      opener = Thread.currentThread();
      opened.complete(link);
    }

    @Override
    public void frame(Link link, byte type, long id, ByteBuf payload) {
      thread = Thread.currentThread().getName() + (Thread.currentThread().isDaemon() ? " daemon" : "");
      frames.add(type + "/" + id + "/" + payload.toString(StandardCharsets.UTF_8));
    }

    @Override
    public void closed(Link link, Throwable causeOrNull) {
      closed.complete(causeOrNull == null ? "" : causeOrNull.toString());
    }

    String next() throws InterruptedException {
      return frames.poll(20, TimeUnit.SECONDS);
    }
  }

  private static final class Echo extends Recorder {
    @Override
    public void frame(Link link, byte type, long id, ByteBuf payload) {
      link.reply(id, payload.retain());
    }
  }
}
