package org.mosix.link;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.CompositeByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslHandshakeCompletionEvent;
import io.netty.handler.ssl.SslProvider;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.Random;
import javax.net.ssl.SSLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Both ways of TLS, with each other, without a network. */
@Timeout(60)
class ClusterTlsTest {

  @TempDir
  private Path directory;

  /** One end, with what its handshake came to. */
  private static final class End {
    private final EmbeddedChannel channel;
    private SslHandshakeCompletionEvent handshake;
    private Throwable broken;

    End(ChannelHandler tls) {
      channel = new EmbeddedChannel(tls, new ChannelInboundHandlerAdapter() {
        @Override
        public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
          if (event instanceof SslHandshakeCompletionEvent done) {
            handshake = done;
          }
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
          broken = cause;
        }
      });
    }

    /** False if there was nothing to take to the other end. */
    boolean send(End to, int piece) {
      boolean any = false;
      for (ByteBuf bytes = channel.readOutbound(); bytes != null; bytes = channel.readOutbound()) {
        while (bytes.isReadable()) {
          any = true;
          if (to.channel.isOpen()) {
            to.channel.writeInbound(bytes.readRetainedSlice(Math.min(piece, bytes.readableBytes())));
          } else {
            bytes.skipBytes(bytes.readableBytes());
          }
        }
        bytes.release();
      }
      return any;
    }

    byte[] received() {
      CompositeByteBuf all = Unpooled.compositeBuffer(Integer.MAX_VALUE);
      for (ByteBuf bytes = channel.readInbound(); bytes != null; bytes = channel.readInbound()) {
        all.addComponent(true, bytes);
      }
      byte[] copy = new byte[all.readableBytes()];
      all.readBytes(copy).release();
      return copy;
    }
  }

  private static void exchange(End one, End other, int piece) {
    boolean more = true;
    while (more) {
      one.channel.runPendingTasks();
      other.channel.runPendingTasks();
      more = one.send(other, piece) | other.send(one, piece);
    }
  }

  private Path key(String cluster) throws IOException {
    Path key = directory.resolve(cluster);
    if (!ClusterKey.exists(key)) {
      new ClusterKeyMaker().make(key);
    }
    return key;
  }

  private X509Certificate certificate(String cluster) throws IOException {
    return Pem.certificate(key(cluster).resolve(ClusterKey.CERTIFICATE));
  }

  private ClusterTrust trust(String cluster) throws IOException {
    return new ClusterTrust(Pem.certificate(key(cluster).resolve(ClusterKey.AUTHORITY)), certificate(cluster));
  }

  private ClusterTls tls(String way, String cluster) throws IOException {
    assumeThat(NativeTls.isThere() || way.equals("jdk")).as("BoringSSL for this processor").isTrue();
    PrivateKey secret = Pem.ecKey(key(cluster).resolve(ClusterKey.PRIVATE));
    return way.equals("jdk") ? new JdkTls(trust(cluster), new NodeKeyManager(secret, certificate(cluster)))
        : new NativeTls(trust(cluster), certificate(cluster), secret);
  }

  @ParameterizedTest
  @CsvSource({"native,native,1000000", "native,native,1", "native,native,700", "native,jdk,1000000", "jdk,native,1000000", "native,jdk,100", "jdk,native,100"})
  void bytesGoBothWays(String client, String server, int piece) throws IOException {
    End one = new End(tls(client, "a").client());
    End other = new End(tls(server, "a").server());
    one.channel.writeOneOutbound(Unpooled.copiedBuffer(new byte[] {7}));
    one.channel.flushOutbound();
    exchange(one, other, piece);
    assertThat(one.handshake.isSuccess()).isTrue();
    assertThat(other.handshake.isSuccess()).isTrue();
    assertThat(other.received()).as("written before the handshake was done").containsExactly(7);
    Random random = new Random(1);
    for (int size : new int[] {1, 2, 512, (1 << 14) - 1, 1 << 14, (1 << 14) + 1, 100_000, piece == 1 ? 70_000 : 5_000_000}) {
      byte[] bytes = new byte[size];
      random.nextBytes(bytes);
      // A frame: a header and what follows, in the heap and not.
      one.channel.write(Unpooled.wrappedBuffer(bytes, 0, size / 3));
      one.channel.write(Unpooled.EMPTY_BUFFER);
      one.channel.write(Unpooled.directBuffer(size).writeBytes(bytes, size / 3, size - size / 3));
      one.channel.flush();
      exchange(one, other, piece);
      assertThat(other.received()).isEqualTo(bytes);
      other.channel.writeOutbound(Unpooled.wrappedBuffer(bytes));
      exchange(one, other, piece);
      assertThat(one.received()).isEqualTo(bytes);
    }
    one.channel.finishAndReleaseAll();
    other.channel.finishAndReleaseAll();
  }

  @ParameterizedTest
  @CsvSource({"native,native", "native,jdk", "jdk,native", "jdk,jdk"})
  void strangersAreRefused(String client, String server) throws IOException {
    End one = new End(tls(client, "a").client());
    End other = new End(tls(server, "b").server());
    ChannelFuture written = one.channel.writeOneOutbound(Unpooled.copiedBuffer(new byte[] {7}));
    one.channel.flushOutbound();
    exchange(one, other, 1_000_000);
    assertThat(other.handshake == null || !other.handshake.isSuccess()).as("the server took it").isTrue();
    assertThat(one.handshake.isSuccess()).as("the client took it").isFalse();
    assertThat(one.handshake.cause()).isInstanceOf(SSLException.class);
    if (client.equals("native")) {
      assertThat(one.handshake.cause()).as("says why").hasMessageContaining("path").hasRootCauseInstanceOf(GeneralSecurityException.class);
    }
    assertThat(other.received()).isEmpty();
    one.channel.finishAndReleaseAll();
    other.channel.finishAndReleaseAll();
    assertThat(written.isSuccess()).isFalse();
  }

  @Test
  void aClientWithoutACertificateIsRefused() throws Exception {
    SslContext nobody = SslContextBuilder.forClient().sslProvider(SslProvider.JDK).protocols("TLSv1.3").endpointIdentificationAlgorithm(null)
        .trustManager(trust("a")).build();
    End one = new End(nobody.newHandler(Unpooled.EMPTY_BUFFER.alloc()));
    End other = new End(tls("native", "a").server());
    exchange(one, other, 1_000_000);
    assertThat(other.handshake.isSuccess()).isFalse();
    one.channel.finishAndReleaseAll();
    other.channel.finishAndReleaseAll();
  }

  @Test
  void membersHaveACertificateOfTheAuthority() throws Exception {
    X509Certificate own = certificate("a");
    X509Certificate stranger = certificate("b");
    ClusterTrust withAnother = new ClusterTrust(Pem.certificate(key("a").resolve(ClusterKey.AUTHORITY)), stranger);
    assertThatCode(() -> withAnother.checkClientTrusted(new X509Certificate[] {own}, "UNKNOWN")).doesNotThrowAnyException();
    ClusterTrust trust = trust("a");
    assertThatCode(() -> trust.checkClientTrusted(new X509Certificate[] {own}, "UNKNOWN")).doesNotThrowAnyException();
    assertThatThrownBy(() -> trust.checkClientTrusted(new X509Certificate[] {stranger}, "UNKNOWN")).isInstanceOf(CertificateException.class);
    assertThatThrownBy(() -> trust.checkServerTrusted(new X509Certificate[] {stranger}, "UNKNOWN")).isInstanceOf(CertificateException.class);
  }

  @Test
  void aKeyIsKnownByItsDirectory() throws IOException {
    ClusterKey loaded = ClusterKey.load(key("a"));
    assertThat(loaded.isIn(key("a"))).isTrue();
    assertThat(loaded.isIn(key("b"))).isFalse();
    assertThat(loaded.isIn(directory.resolve("none"))).isFalse();
  }

  @Test
  void damageIsNoticed() throws IOException {
    End one = new End(tls("native", "a").client());
    End other = new End(tls("native", "a").server());
    exchange(one, other, 1_000_000);
    one.channel.writeOutbound(Unpooled.wrappedBuffer(new byte[100]));
    ByteBuf sealed = one.channel.readOutbound();
    sealed.setByte(sealed.readerIndex() + 50, sealed.getByte(sealed.readerIndex() + 50) ^ 1);
    other.channel.writeInbound(sealed);
    assertThat(other.broken).isInstanceOf(SSLException.class);
    assertThat(other.channel.isOpen()).isFalse();
    assertThat(other.received()).isEmpty();
    one.channel.finishAndReleaseAll();
    other.channel.finishAndReleaseAll();
  }

  @Test
  void noiseInsteadOfAHandshakeIsRefused() throws IOException {
    End other = new End(tls("native", "a").server());
    other.channel.writeInbound(Unpooled.wrappedBuffer("GET / HTTP/1.1\r\n\r\n".getBytes(StandardCharsets.US_ASCII)));
    assertThat(other.handshake.cause()).isInstanceOf(SSLException.class).hasMessageContaining("the handshake failed");
    assertThat(other.channel.isOpen()).isFalse();
    other.channel.finishAndReleaseAll();
  }

  @Test
  void theEndIsSaid() throws IOException {
    End one = new End(tls("native", "a").client());
    End other = new End(tls("jdk", "a").server());
    exchange(one, other, 1_000_000);
    one.channel.write(Unpooled.wrappedBuffer(new byte[] {1, 2, 3}));
    one.channel.close();
    one.send(other, 1_000_000);
    assertThat(other.received()).as("written before the end").containsExactly(1, 2, 3);
    other.channel.close();
    other.send(one, 1_000_000);
    assertThat(other.broken).isNull();
    assertThat(one.broken).isNull();
    one.channel.finishAndReleaseAll();
    other.channel.finishAndReleaseAll();
  }
}
