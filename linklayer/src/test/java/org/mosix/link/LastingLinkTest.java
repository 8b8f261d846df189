package org.mosix.link;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Links whose connections are cut. */
@Timeout(60)
class LastingLinkTest {

  private static final Duration SOON = Duration.ofSeconds(20);
  private static final Duration LONG = Duration.ofSeconds(50);
  /** A silent connection is noticed after a fifth of it. */
  private static final Duration SHORT = Duration.ofSeconds(8);
  private static final byte ASK = 7;

  @TempDir
  static Path keys;
  private static ClusterKey key;

  private final Counting atServer = new Counting();
  private final Counting atClient = new Counting();
  private LinkServer server;
  private CuttingProxy proxy;
  private Link client;

  @BeforeAll
  static void makeKey() throws IOException {
    new ClusterKeyMaker().make(keys.resolve("key"));
    key = ClusterKey.load(keys.resolve("key"));
  }

  @AfterEach
  void end() throws IOException {
    if (client != null) {
      client.close();
    }
    Link accepted = atServer.opened.getNow(null);
    if (accepted != null) {
      // Else it goes on looking for the other end.
      accepted.close();
    }
    if (proxy != null) {
      proxy.close();
    }
    if (server != null) {
      server.close();
    }
  }

  private void connect(Duration patience) throws Exception {
    server = LinkServer.listen(key, new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), () -> atServer);
    proxy = new CuttingProxy(server.address());
    client = Link.connectLasting(key, proxy.address(), atClient, SOON, patience);
    atServer.opened.get(20, TimeUnit.SECONDS);
  }

  private static ByteBuf number(long value, int size) {
    return Unpooled.buffer(8 + size).writeLong(value).writeZero(size);
  }

  private static long number(CompletableFuture<ByteBuf> answer) throws Exception {
    ByteBuf payload = answer.get(50, TimeUnit.SECONDS);
    try {
      return payload.readLong();
    } finally {
      payload.release();
    }
  }

  @Test
  void callsOfManyThreadsRunOnceThoughTheConnectionIsCutAtAnyByte() throws Exception {
    connect(LONG);
    int threads = 4;
    int leastCalls = 200;
    int leastConnections = 20;
    AtomicInteger calls = new AtomicInteger();
    List<Thread> callers = new ArrayList<>();
    ConcurrentMap<Integer, Throwable> failures = new ConcurrentHashMap<>();
    for (int t = 0; t < threads; t++) {
      int caller = t;
      Thread thread = new Thread(() -> {
        try {
          for (int i = 0; i < leastCalls || proxy.connections() < leastConnections; i++) {
            long asked = caller * 1_000_000L + i;
            assertThat(number(client.call(ASK, number(asked, i % 7 * 300)))).isEqualTo(-asked);
            calls.incrementAndGet();
          }
        } catch (Throwable e) {
          failures.put(caller, e);
        }
      });
      thread.setDaemon(true);
      thread.start();
      callers.add(thread);
    }
    Random random = new Random(7);
    while (callers.stream().anyMatch(Thread::isAlive)) {
      int before = proxy.connections();
      proxy.cutAfter(random.nextInt(60_000));
      while (proxy.connections() == before && callers.stream().anyMatch(Thread::isAlive)) {
        // Until the time limit interrupts it.
        Thread.sleep(1);
      }
    }
    assertThat(failures).isEmpty();
    assertThat(atServer.asked).hasSize(calls.get()).allSatisfy((asked, times) -> assertThat(times).as("times " + asked).isEqualTo(1));
  }

  @Test
  void framesOfBothEndsArriveInOrderThroughCuts() throws Exception {
    connect(LONG);
    Link back = atServer.opened.get();
    for (int i = 0; i < 2_000; i++) {
      client.send((byte) 1, i, Unpooled.EMPTY_BUFFER);
      back.send((byte) 1, -i, Unpooled.EMPTY_BUFFER);
      if (i % 500 == 250) {
        proxy.cut();
      }
    }
    for (int i = 0; i < 2_000; i++) {
      assertThat(atServer.ids.poll(20, TimeUnit.SECONDS)).isEqualTo(i);
      assertThat(atClient.ids.poll(20, TimeUnit.SECONDS)).isEqualTo(-i);
    }
  }

  @Test
  void bothEndsAreToldOfAnInterruptionAndItsEnd() throws Exception {
    connect(LONG);
    proxy.cut();
    assertThat(number(client.call(ASK, number(5, 0)))).isEqualTo(-5);
    assertThat(atClient.events.poll(20, TimeUnit.SECONDS)).isEqualTo("interrupted");
    assertThat(atClient.events.poll(20, TimeUnit.SECONDS)).isEqualTo("resumed");
    assertThat(client.isConnected()).isTrue();
  }

  @Test
  void connectionThatFallsSilentIsReplaced() throws Exception {
    connect(SHORT);
    proxy.silence();
    assertThat(number(client.call(ASK, number(6, 0)))).isEqualTo(-6);
    assertThat(proxy.connections()).isGreaterThan(1);
    assertThat(atServer.asked).containsEntry(6L, 1);
  }

  @Test
  void endOfTheOtherJvmIsNoticedAtOnce() throws Exception {
    connect(Duration.ofHours(1));
    CompletableFuture<ByteBuf> pending = client.call((byte) 1, Unpooled.EMPTY_BUFFER);
    proxy.refuse();
    proxy.cut();
    assertThat(atClient.closed.get(20, TimeUnit.SECONDS)).contains("nobody is there any more");
    assertThat(pending).isCompletedExceptionally();
    assertThat(client.isOpen()).isFalse();
  }

  @Test
  void acceptingEndSeesThatTheOtherJvmHasEnded() throws Exception {
    connect(Duration.ofHours(1));
    LinkServer ofClient = LinkServer.listen(key, new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), Counting::new);
    atServer.opened.get().expect(ofClient.address());
    ofClient.close();
    proxy.refuse();
    proxy.cut();
    assertThat(atServer.closed.get(20, TimeUnit.SECONDS)).contains("nobody is there any more");
  }

  @Test
  void bothEndsGiveUpWhenTheirPatienceIsOver() throws Exception {
    connect(Duration.ofSeconds(1));
    proxy.silence();
    proxy.refuse();
    assertThat(atClient.closed.get(40, TimeUnit.SECONDS)).contains("out of reach for 1000 ms");
    assertThat(atServer.closed.get(40, TimeUnit.SECONDS)).contains("out of reach for 1000 ms");
  }

  @Test
  void endThatWasGivenUpIsToldSo() throws Exception {
    connect(SHORT);
    proxy.silence();
    atServer.opened.get().close();
    assertThat(atClient.closed.get(40, TimeUnit.SECONDS)).contains("has given this link up");
  }

  @Test
  void orderlyCloseHasNoCauseAndSendsEverythingBefore() throws Exception {
    connect(LONG);
    client.send((byte) 1, 99, number(0, 1 << 20));
    client.close();
    assertThat(atServer.ids.poll(20, TimeUnit.SECONDS)).isEqualTo(99);
    assertThat(atServer.closed.get(20, TimeUnit.SECONDS)).isEmpty();
    assertThat(atClient.closed.get(20, TimeUnit.SECONDS)).isEmpty();
    assertThat(client.isOpen()).isFalse();
  }

  @Test
  void handlerThatThrowsEndsTheLink() throws Exception {
    connect(LONG);
    client.send((byte) 9, 1, Unpooled.EMPTY_BUFFER);
    assertThat(atServer.closed.get(20, TimeUnit.SECONDS)).contains("of no use");
    assertThat(atClient.closed.get(20, TimeUnit.SECONDS)).isNotEmpty();
  }

  private static final class Counting implements Link.Handler {
    final CompletableFuture<Link> opened = new CompletableFuture<>();
    final CompletableFuture<String> closed = new CompletableFuture<>();
    final ConcurrentMap<Long, Integer> asked = new ConcurrentHashMap<>();
    final BlockingQueue<Long> ids = new LinkedBlockingQueue<>();
    final BlockingQueue<String> events = new LinkedBlockingQueue<>();

    @Override
    public void opened(Link link) {
      opened.complete(link);
    }

    @Override
    public void interrupted(Link link) {
      events.add("interrupted");
    }

    @Override
    public void resumed(Link link) {
      events.add("resumed");
    }

    @Override
    public void frame(Link link, byte type, long id, ByteBuf payload) {
      if (type == ASK) {
        long number = payload.getLong(0);
        asked.merge(number, 1, Integer::sum);
        link.reply(id, number(-number, (int) (number % 5) * 500));
      } else if (type == 9) {
        throw new IllegalStateException("of no use");
      } else {
        ids.add(id);
      }
    }

    @Override
    public void closed(Link link, Throwable causeOrNull) {
      closed.complete(causeOrNull == null ? "" : causeOrNull.toString());
    }
  }
}
