package org.mosix.link;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(30)
class FrameDecoderTest {

  private static final int LIMIT = 1000;

  private final EmbeddedChannel channel = new EmbeddedChannel(new FrameDecoder(LIMIT));

  private static ByteBuf frame(int length, int type, long id, String payload) {
    return Unpooled.buffer().writeInt(length).writeByte(type).writeLong(id).writeBytes(payload.getBytes(StandardCharsets.UTF_8));
  }

  private String next() {
    Frame frame = channel.readInbound();
    if (frame == null) {
      return null;
    }
    try {
      return frame.type + "/" + frame.id + "/" + frame.content().toString(StandardCharsets.UTF_8);
    } finally {
      frame.release();
    }
  }

  @Test
  void takesFramesThatComeByteByByte() {
    ByteBuf bytes = Unpooled.wrappedBuffer(frame(9 + 5, 3, 77, "hello"), frame(9, 4, -1, ""), frame(10, 5, 0, "x"));
    while (bytes.isReadable()) {
      channel.writeInbound(bytes.readRetainedSlice(1));
    }
    assertThat(next()).isEqualTo("3/77/hello");
    assertThat(next()).isEqualTo("4/-1/");
    assertThat(next()).isEqualTo("5/0/x");
    assertThat(next()).isNull();
    bytes.release();
  }

  @Test
  void takesSeveralFramesAtOnce() {
    channel.writeInbound(Unpooled.wrappedBuffer(frame(9 + 5, 3, 1, "hello"), frame(9 + 3, 3, 2, "you")));
    assertThat(next()).isEqualTo("3/1/hello");
    assertThat(next()).isEqualTo("3/2/you");
  }

  @ParameterizedTest
  @ValueSource(ints = {Integer.MIN_VALUE, -1, 0, 8, LIMIT + 9 + 1, Integer.MAX_VALUE})
  void refusesLengthsOutOfRangeBeforeAllocating(int length) {
    assertThatThrownBy(() -> channel.writeInbound(frame(length, 1, 1, ""))).isInstanceOf(BadFrameException.class)
        .hasMessage("frame of " + length + " bytes (expected: 9 to 1009)");
  }

  @Test
  void readsNothingAfterABadFrame() {
    assertThatThrownBy(() -> channel.writeInbound(Unpooled.wrappedBuffer(frame(0, 1, 1, ""), frame(10, 1, 1, "x"))))
        .isInstanceOf(BadFrameException.class);
    channel.writeInbound(frame(10, 1, 1, "x"));
    assertThat(next()).isNull();
  }

  @Test
  void takesTheLargestFrame() {
    channel.writeInbound(frame(9 + LIMIT, 1, 1, "y".repeat(LIMIT)));
    assertThat(next()).hasSize("1/1/".length() + LIMIT);
  }

  @Test
  void reportsAnEndInsideAFrameAndReleasesIt() {
    channel.writeInbound(frame(9 + 100, 1, 1, "only this"));
    assertThatThrownBy(() -> {
      channel.finish();
      channel.checkException();
    }).isInstanceOf(java.io.EOFException.class).hasMessage("connection ended inside a frame");
  }
}
