package org.mosix.runtime.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Damaged images: an {@link ImageException}, never anything else. */
@Timeout(value = 120, unit = TimeUnit.SECONDS)
class FuzzedImageTest {

  private final ImageContext context = new ImageContext(new FixedLoaders());

  private List<ByteBuffer> image() throws Exception {
    Map<Object, Object> root = new HashMap<>();
    for (int i = 0; i < 50; i++) {
      root.put("key " + i, List.of(i, (long) i << 40, new int[i], new Object[] {"v" + i, String.class}));
    }
    root.put("exception", new IllegalStateException("x"));
    root.put("locale", Locale.forLanguageTag("de-AT"));
    root.put("lambda", (Runnable) () -> root.clear());
    root.put("type", java.lang.invoke.MethodType.methodType(int.class, Map.class));
    root.put("method", Object.class.getMethod("toString"));
    MemoryChunks chunks = new MemoryChunks(ChunkFormat.SMALLEST);
    new ImageWriter(context).write(root, List.of(), chunks);
    return new ArrayList<>(chunks.chunks);
  }

  private static MemoryChunks copy(List<ByteBuffer> chunks) {
    MemoryChunks copy = new MemoryChunks(ChunkFormat.SMALLEST);
    for (ByteBuffer chunk : chunks) {
      ByteBuffer buffer = ByteBuffer.allocateDirect(chunk.remaining()).order(ByteOrder.nativeOrder());
      copy.chunks.add(buffer.put(chunk.duplicate()).flip());
    }
    return copy;
  }

  static int find(ByteBuffer chunk, long value) {
    for (int i = 0; i < chunk.limit() - 7; i++) {
      if (chunk.getLong(i) == value) {
        return i;
      }
    }
    throw new AssertionError("not in the chunk: " + Long.toHexString(value));
  }

  /** Makes the checksum fit again. */
  static void seal(ByteBuffer chunk) {
    ByteBuffer view = chunk.duplicate().order(ByteOrder.nativeOrder());
    chunk.putInt(12, ChunkOut.checksum(new CRC32C(), view, 0));
  }

  @Test
  void flippedBytesAreNoticed() throws Exception {
    List<ByteBuffer> image = image();
    Random random = new Random(1);
    for (int i = 0; i < 2000; i++) {
      MemoryChunks damaged = copy(image);
      ByteBuffer chunk = new ArrayList<>(damaged.chunks).get(random.nextInt(image.size()));
      int at = random.nextInt(chunk.limit());
      chunk.put(at, (byte) (chunk.get(at) ^ 1 << random.nextInt(8)));
      mustFail(damaged);
    }
  }

  @Test
  void missingAndShortenedChunksAreNoticed() throws Exception {
    List<ByteBuffer> image = image();
    for (int i = 0; i < image.size(); i++) {
      MemoryChunks shortened = copy(image.subList(0, i));
      mustFail(shortened);
      List<ByteBuffer> without = new ArrayList<>(image);
      without.remove(i);
      mustFail(copy(without));
      MemoryChunks cut = copy(image);
      ByteBuffer chunk = new ArrayList<>(cut.chunks).get(i);
      chunk.limit(chunk.limit() - 1);
      mustFail(cut);
    }
  }

  private void mustFail(MemoryChunks damaged) {
    try {
      new ImageReader(context).read(damaged);
    } catch (ImageException e) {
      assertThat(e).hasMessageMatching("(?s).+");
      return;
    } catch (Exception e) {
      fail("not an ImageException", e);
    }
    fail("not noticed");
  }

  /** Damage behind a checksum that fits: the values themselves are checked. What is still well-formed may be read. */
  @Test
  void sealedNonsenseNeverDoesAnythingButFail() throws Exception {
    List<ByteBuffer> image = image();
    Random random = new Random(2);
    int noticed = 0;
    for (int i = 0; i < 3000; i++) {
      MemoryChunks damaged = copy(image);
      ByteBuffer chunk = new ArrayList<>(damaged.chunks).get(random.nextInt(image.size()));
      int at = ChunkFormat.HEADER + 4 * random.nextInt((chunk.limit() - ChunkFormat.HEADER) / 4);
      if (at + 4 > chunk.limit()) {
        continue;
      }
      chunk.putInt(at, random.nextBoolean() ? random.nextInt() : chunk.getInt(at) + random.nextInt(5) - 2);
      seal(chunk);
      try {
        new ImageReader(context).read(damaged);
      } catch (ImageException e) {
        noticed++;
      } catch (Throwable e) {
        fail("not an ImageException: word " + at, e);
      }
    }
    assertThat(noticed).isPositive();
  }
}
