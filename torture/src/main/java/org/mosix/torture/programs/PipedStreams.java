package org.mosix.torture.programs;

import java.io.BufferedReader;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.io.PipedReader;
import java.io.PipedWriter;
import java.io.PrintWriter;

/** Piped streams and readers between threads: lines and numbers arrive in order, the end is seen, a broken pipe too. */
public final class PipedStreams {
  static String round() throws Exception {
    PipedOutputStream out = new PipedOutputStream();
    PipedInputStream in = new PipedInputStream(out, 64);
    PipedWriter writer = new PipedWriter();
    PipedReader reader = new PipedReader(writer, 32);
    long[] sum = new long[1];
    Work.together(3, id -> {
      if (id == 0) {
        try (DataOutputStream data = new DataOutputStream(out)) {
          for (int n = 0; n < 100; n++) {
            data.writeInt(Work.spin(n));
            data.writeUTF("n" + n);
          }
        }
      } else if (id == 1) {
        try (DataInputStream data = new DataInputStream(in); PrintWriter lines = new PrintWriter(writer)) {
          for (int n = 0; n < 100; n++) {
            lines.println(data.readInt() + " " + data.readUTF());
          }
          Check.equal("end", -1, data.read());
        }
      } else {
        try (BufferedReader lines = new BufferedReader(reader)) {
          for (int n = 0; n < 100; n++) {
            Check.equal("line", Work.spin(n) + " n" + n, lines.readLine());
            sum[0]++;
          }
          Check.equal("end", null, lines.readLine());
        }
      }
    });
    return sum[0] + " lines";
  }

  public static void main(String[] args) throws Exception {
    Rounds.equal(args, "piped", () -> round());
  }
}
