package org.mosix.torture.programs;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.UUID;

/** Base64, HexFormat and UUIDs: streams half encoded, formats kept, names hashed, random ones different. */
public final class Encodings {
  static String round(HexFormat kept, UUID id) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (OutputStream out = Base64.getMimeEncoder(20, new byte[] {'\n'}).wrap(bytes)) {
      for (int n = 0; n < 40; n++) {
        out.write(Work.spin(n));
      }
    }
    InputStream in = Base64.getMimeDecoder().wrap(new ByteArrayInputStream(bytes.toByteArray()));
    for (int n = 0; n < 40; n++) {
      Check.equal("byte", Work.spin(n) & 0xff, in.read());
    }
    Check.equal("id", id, UUID.fromString(id.toString()));
    Check.holds("random", !UUID.randomUUID().equals(UUID.randomUUID()));
    return bytes + kept.formatHex(new byte[] {1, -1, 16}) + Arrays.toString(kept.parseHex("<0a>:<Ff>"))
        + UUID.nameUUIDFromBytes(new byte[] {1, 2, 3}) + id.version() + HexFormat.fromHexDigits("7fff");
  }

  public static void main(String[] args) throws Exception {
    HexFormat kept = HexFormat.ofDelimiter(":").withPrefix("<").withSuffix(">");
    UUID id = UUID.randomUUID();
    Rounds.equal(args, "encoded", () -> round(kept, id));
  }
}
