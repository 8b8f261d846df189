package org.mosix.torture.programs;

import java.io.BufferedReader;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Threads append numbers to one file, a call for each: at the end every number is there, once, and each thread's are in order. */
public final class Appending {

  private static final int WRITERS = 3;

  public static void main(String[] args) throws IOException, InterruptedException, ExecutionException {
    Rounds rounds = Rounds.of(args);
    Path file = Path.of("numbers.txt");
    ExecutorService pool = Executors.newFixedThreadPool(WRITERS);
    List<Future<Integer>> written = new ArrayList<>();
    for (int w = 0; w < WRITERS; w++) {
      int writer = w;
      written.add(pool.submit(() -> append(file, writer, rounds)));
    }
    int[] next = new int[WRITERS];
    pool.shutdown();
    for (Future<Integer> count : written) {
      count.get();
    }
    try (BufferedReader in = Files.newBufferedReader(file)) {
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        String[] words = line.split(" ");
        int writer = Integer.parseInt(words[0]);
        Check.equal("number of writer " + writer, next[writer], Integer.parseInt(words[1]));
        next[writer]++;
      }
    }
    for (int w = 0; w < WRITERS; w++) {
      Check.equal("numbers of writer " + w, (long) written.get(w).get(), next[w]);
    }
    Check.ok();
  }

  private static int append(Path file, int writer, Rounds rounds) throws IOException, InterruptedException {
    int count = 0;
    try (OutputStream out = new FileOutputStream(file.toFile(), true)) {
      while (rounds.more()) {
        out.write((writer + " " + count + "\n").getBytes(StandardCharsets.US_ASCII));
        count++;
        // The file is read again at the end.
        Thread.sleep(1);
      }
    }
    return count;
  }
}
