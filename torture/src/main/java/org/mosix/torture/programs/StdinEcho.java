package org.mosix.torture.programs;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;

/** Reads lines that arrive slowly on standard input and answers each; ends at the end of the input. */
public final class StdinEcho {
  public static void main(String[] args) throws IOException {
    BufferedReader in = new BufferedReader(new InputStreamReader(System.in));
    int lines = 0;
    long sum = 0;
    for (String line = in.readLine(); line != null; line = in.readLine()) {
      lines++;
      for (char c : line.toCharArray()) {
        sum = sum * 31 + c;
      }
      System.out.println(lines + ": " + new StringBuilder(line).reverse());
      System.out.flush();
    }
    System.out.println(lines + " lines " + sum);
    Check.ok();
  }
}
