package org.mosix.torture.demo;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * The program that the demo moves: reads a text, counts and hashes the words of its blocks in three threads, writes a line per block to
 * another file and prints its progress. Knows nothing of us; both files stay open from the first block to the last, and a large table is
 * looked into all the time.
 */
public final class WordCount {

  private static final int LINES_OF_BLOCK = 250;
  private static final int THREADS = 3;
  /** 128 MB: its heap is worth giving back when it leaves. */
  private static final int TABLE = 1 << 25;

  private final Map<String, Integer> total = new TreeMap<>();
  private final int[] table = new Random(1).ints(TABLE).toArray();

  public static void main(String[] args) throws IOException, InterruptedException, ExecutionException {
    new WordCount().run(Path.of(args[0]), Path.of(args[1]));
  }

  private void run(Path input, Path output) throws IOException, InterruptedException, ExecutionException {
    ExecutorService workers = Executors.newFixedThreadPool(THREADS);
    try (BufferedReader in = Files.newBufferedReader(input); PrintWriter out = new PrintWriter(Files.newBufferedWriter(output))) {
      Queue<Future<String>> pending = new ArrayDeque<>();
      int done = 0;
      for (List<String> block = block(in); !block.isEmpty(); block = block(in)) {
        List<String> lines = block;
        pending.add(workers.submit(() -> count(lines)));
        if (pending.size() == THREADS) {
          finish(++done, pending.remove().get(), out);
        }
      }
      for (Future<String> rest : pending) {
        finish(++done, rest.get(), out);
      }
      out.println(frequent());
    } finally {
      workers.shutdown();
    }
    System.out.println("done: " + frequent());
  }

  private static List<String> block(BufferedReader in) throws IOException {
    List<String> lines = new ArrayList<>();
    while (lines.size() < LINES_OF_BLOCK) {
      String line = in.readLine();
      if (line == null) {
        break;
      }
      lines.add(line);
    }
    return lines;
  }

  private void finish(int number, String text, PrintWriter out) throws InterruptedException {
    out.println(number + " " + text);
    // Slow enough to be read along.
    Thread.sleep(100);
    System.out.printf("block %2d  %s%n", number, text);
  }

  private String count(List<String> lines) {
    int words = 0;
    long hash = 0;
    for (String line : lines) {
      for (String word : line.split(" ")) {
        words++;
        hash = digest(hash, word);
        synchronized (total) {
          total.merge(word, 1, Integer::sum);
        }
      }
    }
    return words + " words, digest " + Long.toHexString(hash);
  }

  /** Slow on purpose. */
  private long digest(long hash, String word) {
    long x = hash ^ table[(int) hash & TABLE - 1];
    for (int round = 0; round < 8_000; round++) {
      for (int i = 0; i < word.length(); i++) {
        x = Long.rotateLeft(x, 7) * 31 + word.charAt(i);
      }
    }
    return x;
  }

  private String frequent() {
    synchronized (total) {
      return total.entrySet().stream().sorted(Map.Entry.<String, Integer>comparingByValue(Comparator.reverseOrder())).limit(3)
          .map(Object::toString).toList().toString();
    }
  }
}
