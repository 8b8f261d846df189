package org.mosix.torture.programs;

import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.FilterReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.LineNumberReader;
import java.io.PushbackInputStream;
import java.io.PushbackReader;
import java.io.Reader;
import java.io.SequenceInputStream;
import java.io.StreamTokenizer;
import java.io.StringReader;
import java.util.Collections;
import java.util.List;

/** Readers in chains: line numbers, push-back, tokens, sequences, marks; data streams in both byte orders. */
public final class ReaderChains {
  static final class Slow extends FilterReader {
    Slow(Reader in) {
      super(in);
    }

    @Override
    public int read(char[] to, int at, int length) throws IOException {
      Work.spin(length);
      return super.read(to, at, Math.min(length, 5));
    }
  }

  static String round() throws IOException {
    StringBuilder out = new StringBuilder();
    String text = "x = 12.5; // comment\nname 'quoted' -3\n\nlast";
    LineNumberReader lines = new LineNumberReader(new Slow(new StringReader(text)), 8);
    lines.mark(100);
    out.append(lines.readLine()).append(lines.getLineNumber());
    lines.reset();
    StreamTokenizer tokens = new StreamTokenizer(new PushbackReader(lines, 4));
    tokens.slashSlashComments(true);
    tokens.eolIsSignificant(true);
    while (tokens.nextToken() != StreamTokenizer.TT_EOF) {
      out.append(tokens.ttype).append(tokens.sval).append(tokens.nval).append(Work.spin(tokens.lineno()) & 1).append(' ');
    }
    InputStream sequence = new SequenceInputStream(Collections.enumeration(List.of(new ByteArrayInputStream(new byte[] {1, 2}),
        new ByteArrayInputStream(new byte[] {3, 4, 5, 6, 7, 8}))));
    PushbackInputStream back = new PushbackInputStream(sequence, 2);
    back.unread(back.read());
    DataInputStream data = new DataInputStream(new BufferedInputStream(back, 3));
    return out.append(data.readLong()).append(data.read()).append(lines.getLineNumber()).toString().replace('\n', ' ');
  }

  public static void main(String[] args) throws Exception {
    Rounds.equal(args, "read", () -> round());
  }
}
