package org.mosix.link;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.zip.CRC32;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class BulkTest {

  private static final Duration SOON = Duration.ofSeconds(20);

  private BulkReceiver receiver;

  @BeforeEach
  void listen() throws IOException {
    receiver = BulkReceiver.listen("127.0.0.1");
  }

  @AfterEach
  void close() throws IOException {
    receiver.close();
  }

  private interface Sending {
    void to(BulkSender sender) throws IOException;
  }

  private CompletableFuture<Void> send(Sending what) {
    return CompletableFuture.runAsync(() -> {
      try (BulkSender sender = BulkSender.connect(receiver.offer(), SOON)) {
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
        BulkSender.connect(new BulkOffer(offer.host(), offer.port(), guess), SOON).close();
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
    CompletableFuture<Void> sending = CompletableFuture.runAsync(() -> {
      try (SocketChannel socket = SocketChannel.open(new InetSocketAddress("127.0.0.1", receiver.offer().port()))) {
        BulkCipher cipher = BulkCipher.sealing(receiver.offer().secret());
        byte[] sealed = new byte[100];
        socket.write(ByteBuffer.wrap(sealed, 0, cipher.next(BulkSender.HELLO, new byte[0], 0, sealed)));
        int length = cipher.next(8, new byte[8], 8, sealed);
        sealed[3] ^= 1;
        socket.write(ByteBuffer.allocate(4).putInt(8).flip());
        socket.write(ByteBuffer.wrap(sealed, 0, length));
      } catch (IOException e) {
        throw new IllegalStateException(e);
      }
    });
    receiver.accept(SOON);
    assertThatThrownBy(receiver::take).isInstanceOf(IOException.class).hasMessageContaining("record 1 is damaged");
    sending.get();
  }

  @Test
  void lengthIsCheckedAndBound() throws Exception {
    CompletableFuture<Void> sending = CompletableFuture.runAsync(() -> {
      try (SocketChannel socket = SocketChannel.open(new InetSocketAddress("127.0.0.1", receiver.offer().port()))) {
        BulkCipher cipher = BulkCipher.sealing(receiver.offer().secret());
        byte[] sealed = new byte[100];
        socket.write(ByteBuffer.wrap(sealed, 0, cipher.next(BulkSender.HELLO, new byte[0], 0, sealed)));
        socket.write(ByteBuffer.allocate(4).putInt(BulkSender.CHUNK + 1).flip());
      } catch (IOException e) {
        throw new IllegalStateException(e);
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
    assertThat(decoded).hasToString(offer.toString()).hasToString("127.0.0.1:" + offer.port());
    assertThat(encoded.readByte()).isEqualTo((byte) 77);
    for (int length = 0; length < offer.encode().readableBytes(); length++) {
      ByteBuf cut = offer.encode().slice(0, length);
      assertThatThrownBy(() -> BulkOffer.decode(cut)).isInstanceOf(BadFrameException.class);
    }
    assertThatThrownBy(() -> BulkOffer.decode(Unpooled.wrappedBuffer(new byte[30]))).hasMessageContaining("port 0");
  }

  @Test
  void warmUpLeavesNothingBehind() throws Exception {
    WarmUp.sealing();
    WarmUp.opening();
  }
}
