package org.mosix.runtime.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 1, unit = TimeUnit.MINUTES)
class SentAheadTest {

  private static final int CHUNK = 4096;

  @Test
  void arraysArriveAsTheyWere() throws IOException {
    byte[] bytes = new byte[10_000];
    int[] ints = new int[5_000];
    for (int i = 0; i < ints.length; i++) {
      ints[i] = i * i;
      bytes[i] = (byte) i;
    }
    MemoryChunks chunks = new MemoryChunks(CHUNK);
    SentAhead.send(List.of(bytes, ints, new byte[0]), chunks);

    Object[] received = SentAhead.receive(chunks);

    assertThat(received).hasSize(3);
    assertThat((byte[]) received[0]).isEqualTo(bytes);
    assertThat((int[]) received[1]).isEqualTo(ints);
    assertThat((byte[]) received[2]).isEmpty();
    assertThat(chunks.take()).isNull();
  }

  @Test
  void nothingIsSomethingToo() throws IOException {
    MemoryChunks chunks = new MemoryChunks(CHUNK);
    SentAhead.send(List.of(), chunks);
    assertThat(SentAhead.receive(chunks)).isEmpty();
  }

  @Test
  void badNumbersSayWhatWasExpected() throws IOException {
    MemoryChunks negative = new MemoryChunks(CHUNK);
    ChunkOut out = new ChunkOut(negative);
    out.putInt(-1);
    out.finish();
    assertThatThrownBy(() -> SentAhead.receive(negative)).isInstanceOf(ImageException.class).hasMessageContaining("expected: 0 to");

    MemoryChunks kind = new MemoryChunks(CHUNK);
    out = new ChunkOut(kind);
    out.putInt(1);
    out.putByte(7);
    out.putInt(1);
    out.finish();
    assertThatThrownBy(() -> SentAhead.receive(kind)).isInstanceOf(ImageException.class).hasMessageContaining("array of kind 7");

    MemoryChunks cut = new MemoryChunks(CHUNK);
    SentAhead.send(List.of(new byte[20_000]), cut);
    cut.chunks.removeLast();
    assertThatThrownBy(() -> SentAhead.receive(cut)).isInstanceOf(ImageException.class);
  }

  @Test
  void onlyLongArraysOfNumbersAreWorthIt() {
    assertThat(SentAhead.isWorthIt(new byte[1_000])).isTrue();
    assertThat(SentAhead.isWorthIt(new int[1_000])).isTrue();
    assertThat(SentAhead.isWorthIt(new byte[10])).isFalse();
    assertThat(SentAhead.isWorthIt(null)).isFalse();
    assertThat(SentAhead.isWorthIt(new long[1_000])).isFalse();
  }
}
