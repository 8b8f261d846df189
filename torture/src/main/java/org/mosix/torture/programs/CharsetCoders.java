package org.mosix.torture.programs;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CharsetEncoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.MalformedInputException;
import java.nio.charset.StandardCharsets;

/** Charset encoders and decoders stopped between the halves of a character; replacement, reporting, several charsets. */
public final class CharsetCoders {
  static String round(byte[] utf8) throws IOException {
    CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder().onMalformedInput(CodingErrorAction.REPORT);
    CharBuffer chars = CharBuffer.allocate(utf8.length);
    ByteBuffer bytes = ByteBuffer.allocate(8);
    for (int n = 0; n < utf8.length; n++) {
      bytes.put(utf8[n]).flip();
      Check.holds("no error", decoder.decode(bytes, chars, n == utf8.length - 1).isUnderflow());
      bytes.compact();
      Work.spin(n);
    }
    decoder.flush(chars);
    String text = chars.flip().toString();
    StringBuilder out = new StringBuilder().append(text.hashCode()).append(' ');
    for (String name : new String[] {"UTF-16", "ISO-2022-JP", "windows-1252", "UTF-32LE", "GB18030", "US-ASCII"}) {
      CharsetEncoder encoder = Charset.forName(name).newEncoder().onUnmappableCharacter(CodingErrorAction.REPLACE);
      ByteBuffer encoded = encoder.encode(CharBuffer.wrap(text));
      out.append(encoded.remaining()).append(encoder.canEncode('\u20ac')).append(encoded.hashCode()).append(' ');
    }
    try {
      decoder.reset().decode(ByteBuffer.wrap(new byte[] {65, (byte) 0xff}));
      Check.fail("malformed");
    } catch (MalformedInputException e) {
      out.append(e.getInputLength());
    }
    return out.toString();
  }

  public static void main(String[] args) throws Exception {
    byte[] utf8 = "a\u00e9\u20ac\ud83d\ude00\u65e5\u672c\u8a9e ".repeat(3).getBytes(StandardCharsets.UTF_8);
    Rounds.equal(args, "coded", () -> round(utf8));
  }
}
