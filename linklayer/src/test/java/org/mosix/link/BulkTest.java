package org.mosix.link;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.zip.CRC32;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** With and without native TLS at either end. */
@Timeout(60)
@ParameterizedClass
@CsvSource({"gcm,gcm", "tls,tls", "gcm,tls", "tls,gcm"})
class BulkTest {

  private static final Duration SOON = Duration.ofSeconds(20);

  @TempDir
  static Path directory;

  /** {@code tls} if it has that. */
  @Parameter(0)
  private String senderHas;
  @Parameter(1)
  private String receiverHas;

  private BulkReceiver receiver;

  private static NativeTls tls(String has) throws IOException {
    assumeThat(NativeTls.isThere() || has.equals("gcm")).as("BoringSSL for this processor").isTrue();
    Path key = directory.resolve("key");
    if (!ClusterKey.exists(key)) {
      new ClusterKeyMaker().make(key);
    }
    return has.equals("gcm") ? null : NativeTls.of(ClusterKey.load(key));
  }

  private boolean byTls() {
    return senderHas.equals("tls") && receiverHas.equals("tls");
  }

  @BeforeEach
  void listen() throws IOException {
    receiver = BulkReceiver.listen("127.0.0.1", tls(receiverHas));
  }

  @AfterEach
  void close() throws IOException {
    if (receiver != null) {
      receiver.close();
    }
  }

  private BulkSender connect(BulkOffer offer) throws IOException {
    return BulkSender.connect(offer, tls(senderHas), SOON);
  }

  private interface Sending {
    void to(BulkSender sender) throws IOException;
  }

  private CompletableFuture<Void> send(Sending what) {
    return CompletableFuture.runAsync(() -> {
      try (BulkSender sender = connect(receiver.offer())) {
        what.to(sender);
      } catch (IOException e) {
        throw new IllegalStateException(e);
      }
    });
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, BulkCipher.RECORD - 1, BulkCipher.RECORD, BulkCipher.RECORD + 1, BulkSender.CHUNK})
  void carriesChunksOfAnySize(int size) throws Exception {
    byte[] bytes = new byte[size];
    new Random(size).nextBytes(bytes);
    CompletableFuture<Void> sending = send(sender -> {
      sender.send(sender.next().put(bytes).flip());
      sender.finish();
    });
    receiver.accept(SOON);
    if (size > 0) {
      ByteBuffer chunk = receiver.take();
      assertThat(chunk.order()).isEqualTo(ByteOrder.nativeOrder());
      assertThat(chunk.isDirect()).isTrue();
      byte[] got = new byte[chunk.remaining()];
      chunk.get(got);
      assertThat(got).isEqualTo(bytes);
    }
    assertThat(receiver.take()).isNull();
    assertThat(receiver.take()).isNull();
    assertThat(receiver.received()).isEqualTo(size);
    sending.get();
  }

  @Test
  void carriesManyChunksInOrder() throws Exception {
    CRC32 sent = new CRC32();
    CompletableFuture<Void> sending = send(sender -> {
      Random random = new Random(1);
      for (int i = 0; i < 100; i++) {
        byte[] bytes = new byte[random.nextInt(BulkSender.CHUNK)];
        random.nextBytes(bytes);
        sent.update(bytes);
        sender.send(sender.next().put(bytes).flip());
      }
      sender.finish();
    });
    receiver.accept(SOON);
    CRC32 received = new CRC32();
    for (ByteBuffer chunk = receiver.take(); chunk != null; chunk = receiver.take()) {
      received.update(chunk);
      receiver.release(chunk);
    }
    sending.get();
    assertThat(received.getValue()).isEqualTo(sent.getValue());
  }

  @Test
  void streamWithoutItsEndIsCut() throws Exception {
    CompletableFuture<Void> sending = send(sender -> sender.send(sender.next().putLong(1).flip()));
    receiver.accept(SOON);
    assertThat(receiver.take().remaining()).isEqualTo(8);
    assertThatThrownBy(receiver::take).isInstanceOf(EOFException.class).hasMessage("bulk stream: cut after 8 bytes");
    sending.get();
  }

  @Test
  void takesInOnlyWhoHasTheOffer() throws Exception {
    BulkOffer offer = receiver.offer();
    byte[] guess = offer.secret();
    guess[0]++;
    CompletableFuture<Void> all = CompletableFuture.runAsync(() -> {
      try (SocketChannel silent = SocketChannel.open(new InetSocketAddress(offer.host(), offer.port()))) {
        silent.shutdownOutput();
        connect(new BulkOffer(offer.host(), offer.port(), guess, offer.tls())).close();
        send(sender -> {
          sender.send(sender.next().putLong(42).flip());
          sender.finish();
        }).join();
      } catch (IOException e) {
        throw new IllegalStateException(e);
      }
    });
    receiver.accept(SOON);
    assertThat(receiver.take().getLong()).isEqualTo(42);
    all.get();
  }

  @Test
  void damageIsNoticed() throws Exception {
    try (ServerSocketChannel middle = ServerSocketChannel.open().bind(new InetSocketAddress("127.0.0.1", 0))) {
      CompletableFuture<Void> relaying = relay(middle, 50_000);
      CompletableFuture<Void> sending = sendThrough(middle);
      receiver.accept(SOON);
      assertThatThrownBy(() -> {
        while (receiver.take() != null) {
          // until the record that was changed
        }
      }).isInstanceOf(IOException.class).hasMessageContaining("record").isNotInstanceOf(EOFException.class);
      receiver.close();
      CompletableFuture.allOf(relaying, sending).get();
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 12})
  void damageOfTheProofSendsTheSenderAway(int at) throws Exception {
    try (ServerSocketChannel middle = ServerSocketChannel.open().bind(new InetSocketAddress("127.0.0.1", 0))) {
      CompletableFuture<Void> relaying = relay(middle, at);
      CompletableFuture<Void> sending = sendThrough(middle);
      assertThatThrownBy(() -> receiver.accept(Duration.ofMillis(500))).isInstanceOf(SocketTimeoutException.class);
      receiver.close();
      CompletableFuture.allOf(relaying, sending).get();
    }
  }

  /** Ten chunks, as far as they can be sent. */
  private CompletableFuture<Void> sendThrough(ServerSocketChannel middle) {
    BulkOffer offer = receiver.offer();
    return CompletableFuture.runAsync(() -> {
      try (BulkSender sender = connect(new BulkOffer(offer.host(), middle.socket().getLocalPort(), offer.secret(), offer.tls()))) {
        for (int i = 0; i < 10; i++) {
          sender.send(sender.next().put(new byte[BulkSender.CHUNK]).flip());
        }
        sender.finish();
      } catch (IOException e) {
        // Its other end has closed the connection.
      }
    });
  }

  /** Passes on what comes, both ways, but for one bit of what the sender sends. */
  private CompletableFuture<Void> relay(ServerSocketChannel middle, int damaged) {
    return CompletableFuture.runAsync(() -> {
      try (Socket sender = middle.accept().socket(); Socket to = new Socket("127.0.0.1", receiver.offer().port())) {
        CompletableFuture<Void> back = CompletableFuture.runAsync(() -> pass(to, sender, -1));
        pass(sender, to, damaged);
        back.join();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    });
  }

  private static void pass(Socket from, Socket to, int damaged) {
    byte[] some = new byte[10_000];
    try {
      InputStream in = from.getInputStream();
      long passed = 0;
      for (int count = in.read(some); count >= 0; count = in.read(some)) {
        if (damaged >= passed && damaged < passed + count) {
          some[(int) (damaged - passed)] ^= 8;
        }
        passed += count;
        to.getOutputStream().write(some, 0, count);
      }
      to.shutdownOutput();
    } catch (IOException e) {
      // One end is gone: the other learns of it.
      try {
        from.close();
        to.close();
      } catch (IOException closing) {
        throw new UncheckedIOException(closing);
      }
    }
  }

  @Test
  void lengthIsChecked() throws Exception {
    BulkOffer offer = receiver.offer();
    ByteBuffer length = ByteBuffer.allocateDirect(4).putInt(BulkSender.CHUNK + 1).flip();
    CompletableFuture<Void> sending = CompletableFuture.runAsync(() -> {
      try (SocketChannel socket = SocketChannel.open(new InetSocketAddress("127.0.0.1", offer.port()))) {
        if (byTls()) {
          socket.write(ByteBuffer.wrap(new byte[] {BulkSender.TLS}));
          NativeTlsStream stream = new NativeTlsStream(socket, tls("tls").connection(false));
          stream.shake(SOON);
          stream.write(ByteBuffer.allocateDirect(BulkOffer.SECRET_BYTES).put(0, offer.secret()));
          stream.write(length);
          stream.flush();
          stream.close();
        } else {
          socket.write(ByteBuffer.wrap(new byte[] {BulkSender.GCM}));
          new GcmBulkWriter(socket).begin(offer.secret());
          socket.write(length);
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    });
    receiver.accept(SOON);
    assertThatThrownBy(receiver::take).hasMessage("bulk stream: chunk of 1048577 bytes (expected: 0 to 1048576)");
    sending.get();
  }

  @Test
  void waitsOnlySoLong() {
    assertThatThrownBy(() -> receiver.accept(Duration.ofMillis(20))).isInstanceOf(SocketTimeoutException.class);
  }

  @Test
  void closingEndsAWaitingReceiver() throws Exception {
    CompletableFuture<Void> sending = send(sender -> receiver.close());
    assertThatThrownBy(() -> {
      receiver.accept(SOON);
      receiver.take();
    }).isInstanceOf(IOException.class);
    sending.get();
  }

  @Test
  void offerTravelsInAFrameAndKeepsItsSecretFromLogs() throws Exception {
    BulkOffer offer = receiver.offer();
    ByteBuf encoded = offer.encode().writeByte(77);
    BulkOffer decoded = BulkOffer.decode(encoded);
    assertThat(decoded.secret()).isEqualTo(offer.secret());
    assertThat(decoded.tls()).isEqualTo(receiverHas.equals("tls"));
    assertThat(decoded).hasToString(offer.toString()).hasToString("127.0.0.1:" + offer.port());
    assertThat(encoded.readByte()).isEqualTo((byte) 77);
    for (int length = 0; length < offer.encode().readableBytes(); length++) {
      ByteBuf cut = offer.encode().slice(0, length);
      assertThatThrownBy(() -> BulkOffer.decode(cut)).isInstanceOf(BadFrameException.class);
    }
    assertThatThrownBy(() -> BulkOffer.decode(Unpooled.wrappedBuffer(new byte[31]))).hasMessageContaining("port 0");
  }

  @Test
  void warmUpLeavesNothingBehind() throws Exception {
    BulkCipher.warmUpSealing();
    BulkCipher.warmUpOpening();
  }
}
