package org.mosix.torture.programs;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.Charset;
import java.util.Arrays;

/** The default character set is the one this JVM was told, for text that is made into bytes and back wherever it is. */
public final class DefaultCharset {

  public static void main(String[] args) throws IOException {
    Rounds rounds = Rounds.of(args);
    String text = "Gr\u00fc\u00dfe \u00e0 tous";
    byte[] bytes = text.getBytes();
    Check.equal("one byte for each character", text.length(), bytes.length);
    while (rounds.more()) {
      Check.equal("default", "ISO-8859-1", Charset.defaultCharset().name());
      Check.equal("property", "ISO-8859-1", System.getProperty("file.encoding"));
      for (int i = 0; i < 100; i++) {
        Check.equal("to bytes", true, Arrays.equals(bytes, text.getBytes()));
        Check.equal("from bytes", text, new String(bytes));
      }
      ByteArrayOutputStream written = new ByteArrayOutputStream();
      try (Writer writer = new OutputStreamWriter(written)) {
        writer.write(text);
      }
      Check.equal("written", true, Arrays.equals(bytes, written.toByteArray()));
    }
    Check.ok();
  }
}
