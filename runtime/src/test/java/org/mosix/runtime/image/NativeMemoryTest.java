package org.mosix.runtime.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mosix.runtime.image.Raw.U;

import java.nio.Buffer;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.mosix.boot.NativeMemory;

/** What a program takes by address, in images written and read in one JVM. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class NativeMemoryTest {

  private static final long ADDRESS = Raw.offset(Buffer.class, "address");

  private final ImageContext context = new ImageContext(new FixedLoaders());

  @AfterEach
  void forget() {
    NativeMemory.left();
  }

  /** As if the process went on to another JVM. */
  private Object move(Object root) throws Exception {
    MemoryChunks chunks = new MemoryChunks(1 << 18);
    try (ImageWriter writer = new ImageWriter(context).prepare(List.of())) {
      writer.write(root, new Class<?>[0], List.of(), chunks, true);
    }
    ImageReader reader = new ImageReader(context);
    Object copy = reader.read(chunks);
    reader.own();
    return copy;
  }

  private static long block(int size, long content) {
    long block = NativeMemory.allocate(U, size);
    U.putLong(NativeMemory.real(block), content);
    return block;
  }

  @Test
  void addressesStayValidFromMoveToMove() throws Exception {
    long first = block(64, 17);
    move("nothing");
    long second = block(4096, 18);
    move("nothing");
    long third = block(8, 19);
    move("nothing");
    assertThat(NativeMemory.stay()).isEqualTo(3);
    assertThat(List.of(first, second, third)).doesNotHaveDuplicates();
    assertThat(NativeMemory.real(first)).isNotEqualTo(first);
    assertThat(U.getLong(NativeMemory.real(first))).isEqualTo(17);
    assertThat(U.getLong(NativeMemory.real(null, second))).isEqualTo(18);
    assertThat(U.getLong(NativeMemory.real(third))).isEqualTo(19);
    assertThat(NativeMemory.real(first + 63)).isEqualTo(NativeMemory.real(first) + 63);
    assertThat(NativeMemory.real("holder", first)).isEqualTo(first);
  }

  /** The system may give memory the place that other memory had in another JVM, and also the one that the same memory had. */
  @Test
  void addressIsWhatItWasWhereMemoryComesToTheSamePlaceAgain() {
    long[] block = {1L << 40};
    NativeMemory.arrived(2, block, new long[] {64}, block, 0);
    assertThat(NativeMemory.known(block[0] + 8)).isEqualTo(block[0] + 8);
    assertThat(NativeMemory.real(block[0] + 8)).isEqualTo(block[0] + 8);
    assertThat(NativeMemory.known(block[0] + 128)).isNotEqualTo(block[0] + 128);
  }

  @Test
  void freedBlocksDoNotTravel() throws Exception {
    long kept = block(64, 1);
    long freed = block(64, 2);
    NativeMemory.free(U, freed);
    move("nothing");
    assertThat(U.getLong(NativeMemory.real(kept))).isEqualTo(1);
    assertThat(NativeMemory.real(freed)).isEqualTo(freed);
    NativeMemory.free(U, kept);
    assertThat(NativeMemory.real(kept)).isEqualTo(kept);
    move("nothing");
    assertThat(NativeMemory.stay()).isZero();
  }

  @Test
  void movedBlockGrows() throws Exception {
    long block = block(64, 5);
    move("nothing");
    long larger = NativeMemory.reallocate(U, block, 1 << 20);
    assertThat(larger).isNotEqualTo(block);
    assertThat(U.getLong(NativeMemory.real(larger))).isEqualTo(5);
    assertThat(NativeMemory.real(block)).isEqualTo(block);
    U.putLong(NativeMemory.real(larger) + (1 << 20) - 8, 6);
    move("nothing");
    assertThat(U.getLong(NativeMemory.real(larger + (1 << 20) - 8))).isEqualTo(6);
  }

  @Test
  void blockThatCannotGrowStaysWhatItIs() throws Exception {
    long block = block(64, 5);
    move("nothing");
    assertThatThrownBy(() -> NativeMemory.reallocate(U, block, Long.MAX_VALUE - 64)).isInstanceOf(Throwable.class);
    move("nothing");
    assertThat(U.getLong(NativeMemory.real(block))).isEqualTo(5);
  }

  @Test
  void bufferKeepsTheAddressThatTheProgramKnows() throws Exception {
    ByteBuffer buffer = ByteBuffer.allocateDirect(64);
    buffer.put(5, (byte) 42);
    ByteBuffer slice = buffer.slice(5, 3);
    long address = U.getLong(buffer, ADDRESS);
    ByteBuffer[] copies = (ByteBuffer[]) move(new ByteBuffer[] {buffer, slice});
    for (int i = 0; i < 3; i++) {
      long here = U.getLong(copies[0], ADDRESS);
      assertThat(NativeMemory.known(here, copies[0], ADDRESS)).isEqualTo(address);
      assertThat(NativeMemory.known(U.getLong(copies[1], ADDRESS), copies[1], ADDRESS)).isEqualTo(address + 5);
      assertThat(NativeMemory.real(address)).isEqualTo(here);
      assertThat(NativeMemory.stored(copies[0], ADDRESS, address)).isEqualTo(here);
      assertThat(NativeMemory.known(here, "no buffer", ADDRESS)).isEqualTo(here);
      assertThat(U.getByte(NativeMemory.real(address + 5))).isEqualTo((byte) 42);
      copies = (ByteBuffer[]) move(copies);
    }
  }

  @Test
  void bufferOfABlockGoesOnSeeingIt() throws Exception {
    long block = block(64, 1);
    ByteBuffer buffer = ByteBuffer.allocateDirect(0);
    U.putLong(buffer, ADDRESS, block);
    U.putReference(buffer, Raw.offset(buffer.getClass(), "cleaner"), null);
    U.putInt(buffer, Raw.offset(Buffer.class, "capacity"), 64);
    U.putInt(buffer, Raw.offset(Buffer.class, "limit"), 64);
    ByteBuffer copy = (ByteBuffer) move(buffer);
    assertThat(U.getLong(copy, ADDRESS)).isEqualTo(NativeMemory.real(block));
    copy.put(0, (byte) 9);
    assertThat(U.getByte(NativeMemory.real(block))).isEqualTo((byte) 9);
  }

  @Test
  void buffersOfFreedMemoryTravelWithoutIt() throws Exception {
    ByteBuffer freed = ByteBuffer.allocateDirect(64 << 20);
    ByteBuffer slice = freed.slice(32 << 20, 8);
    U.invokeCleaner(freed);
    ByteBuffer overBlock = ByteBuffer.allocateDirect(0);
    long block = block(64 << 20, 1);
    U.putLong(overBlock, ADDRESS, block);
    U.putReference(overBlock, Raw.offset(overBlock.getClass(), "cleaner"), null);
    U.putInt(overBlock, Raw.offset(Buffer.class, "capacity"), 64 << 20);
    NativeMemory.free(U, block);
    ByteBuffer[] copies = (ByteBuffer[]) move(new ByteBuffer[] {freed, slice, overBlock, overBlock.duplicate()});
    for (int i = 0; i < 2; i++) {
      assertThat(copies).allSatisfy(copy -> assertThat(U.getLong(copy, ADDRESS)).isZero());
      assertThat(copies[0].capacity()).isEqualTo(64 << 20);
      copies = (ByteBuffer[]) move(copies);
    }
  }

  @Test
  void bufferOfFreedMemoryIsNotThatOfTheBlockThatLiesThereNow() throws Exception {
    long block = block(64, 3);
    ByteBuffer stale = ByteBuffer.allocateDirect(0);
    U.putReference(stale, Raw.offset(stale.getClass(), "cleaner"), null);
    U.putLong(stale, ADDRESS, block);
    U.putInt(stale, Raw.offset(Buffer.class, "capacity"), 4096);
    move(stale);
    assertThat(U.getLong(NativeMemory.real(block))).isEqualTo(3);
  }

  @Test
  void blocksFreedWhileAnImageIsWrittenAreFreedAfterwards() {
    long block = block(64, 7);
    assertThat(NativeMemory.keep()).containsExactly(block, 64);
    NativeMemory.free(U, block);
    assertThat(U.getLong(block)).isEqualTo(7);
    NativeMemory.release();
    assertThat(NativeMemory.keep()).isEmpty();
    NativeMemory.release();
  }

  @Test
  void manyBlocksAreFound() throws Exception {
    long[] blocks = new long[5000];
    for (int i = 0; i < blocks.length; i++) {
      blocks[i] = block(8 + i % 100, i);
    }
    for (int i = 0; i < blocks.length; i += 3) {
      NativeMemory.free(U, blocks[i]);
    }
    move("nothing");
    for (int i = 0; i < blocks.length; i++) {
      if (i % 3 > 0) {
        assertThat(U.getLong(NativeMemory.real(blocks[i]))).isEqualTo(i);
      }
    }
    assertThat(NativeMemory.keep()).hasSize(2 * (blocks.length - (blocks.length + 2) / 3));
    NativeMemory.release();
  }

  @Test
  void addressesThatCannotBeTranslatedRefuse() {
    context.untranslated(() -> "the reason");
    assertThatThrownBy(() -> move("nothing")).isInstanceOf(CannotMove.class).hasMessage("the reason");
  }
}
