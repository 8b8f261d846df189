package org.mosix.link.message;

import com.esotericsoftware.kryo.io.Input;
import com.esotericsoftware.kryo.io.Output;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Strings and lists with their lengths checked against what is left of the message. Kryo's own would allocate what the wire says. */
final class Fields {

  private Fields() {}

  static void writeText(Output out, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    out.writeInt(bytes.length);
    out.writeBytes(bytes);
  }

  static String readText(Input in) throws BadMessageException {
    return new String(in.readBytes(length(in, 1, "text")), StandardCharsets.UTF_8);
  }

  static void writeTexts(Output out, List<String> texts) {
    out.writeInt(texts.size());
    texts.forEach(text -> writeText(out, text));
  }

  static List<String> readTexts(Input in) throws BadMessageException {
    int count = length(in, 4, "list");
    List<String> texts = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      texts.add(readText(in));
    }
    return List.copyOf(texts);
  }

  static void writeSums(Output out, Map<Integer, Long> sums) {
    out.writeInt(sums.size());
    sums.forEach((number, sum) -> {
      out.writeInt(number);
      out.writeLong(sum);
    });
  }

  static Map<Integer, Long> readSums(Input in) throws BadMessageException {
    int count = length(in, 12, "list");
    Map<Integer, Long> sums = new TreeMap<>();
    for (int i = 0; i < count; i++) {
      sums.put(in.readInt(), in.readLong());
    }
    return Collections.unmodifiableMap(sums);
  }

  /** A count of elements that take at least {@code elementBytes} each. */
  static int length(Input in, int elementBytes, String what) throws BadMessageException {
    int count = in.readInt();
    int left = in.limit() - in.position();
    if (count < 0 || count > left / elementBytes) {
      throw new BadMessageException(what + " of length " + count + " (expected: 0 to " + left / elementBytes + ", what is left)");
    }
    return count;
  }

  static <E extends Enum<E>> E readEnum(Input in, E[] values) throws BadMessageException {
    int ordinal = in.readByte();
    if (ordinal < 0 || ordinal >= values.length) {
      throw new BadMessageException(values[0].getDeclaringClass().getSimpleName() + " " + ordinal + " (expected: 0 to "
          + (values.length - 1) + ")");
    }
    return values[ordinal];
  }
}
