package org.mosix.torture.programs;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.File;
import java.io.FileReader;
import java.io.FileWriter;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.Scanner;

/** Text files stay open and in step while written by PrintWriter and read by BufferedReader and Scanner. */
public final class TextFiles {
  public static void main(String[] args) throws IOException {
    Rounds rounds = Rounds.of(args);
    File file = new File("lines.txt");
    long hash = 0;
    int lines = 0;
    try (PrintWriter out = new PrintWriter(new BufferedWriter(new FileWriter(file)))) {
      while (rounds.more() || lines < 20_000) {
        if (lines < 20_000) {
          out.println("line " + lines + " " + Long.toString(hash, 36));
          hash = hash * 31 + lines++;
        } else {
          out.flush();
          Check.holds("all written", file.length() > 200_000);
        }
      }
    }
    System.out.println(lines + " lines, " + file.length() + " bytes");
    long again = 0;
    try (BufferedReader in = new BufferedReader(new FileReader(file)); Scanner scanner = new Scanner(file)) {
      for (int n = 0; n < lines; n++) {
        String line = in.readLine();
        Check.equal("line", "line " + n + " " + Long.toString(again, 36), line);
        if (n < 3_000) {
          Check.equal("word", "line", scanner.next());
          Check.equal("number", n, scanner.nextInt());
          Check.equal("rest", " " + Long.toString(again, 36), scanner.nextLine());
        }
        again = again * 31 + n;
      }
      Check.same("end", null, in.readLine());
    }
    Check.equal("hash", hash, again);
    Check.holds("deleted", file.delete() && !file.exists());
    Check.ok();
  }
}
