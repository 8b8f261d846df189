package org.mosix.torture.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The processors that this JVM may use, how to confine others to one of them, and how busy they are; see taskset(1) and proc(5). */
final class Processors {

  /** {@code USER_HZ}, the unit of times in proc(5). */
  private static final double TICKS_PER_SECOND = 100;

  private static final String ALLOWED = "Cpus_allowed_list:";

  private final List<Integer> numbers;

  private Processors(List<Integer> numbers) {
    this.numbers = numbers;
  }

  /**
   * The first {@code count} processors that this JVM may use.
   *
   * @throws IOException if there are fewer, or no {@code taskset}
   */
  static Processors first(int count) throws IOException, InterruptedException {
    List<Integer> all = allowed();
    if (all.size() < count) {
      throw new IOException("processors: " + all.size() + " (expected: " + count + " or more, one for each node)");
    }
    try {
      Process taskset = new ProcessBuilder("taskset", "--version").redirectErrorStream(true).start();
      taskset.getInputStream().readAllBytes();
      taskset.waitFor();
    } catch (IOException e) {
      throw new IOException("there is no taskset, which confines nodes to processors (expected: that of util-linux): " + e.getMessage(), e);
    }
    return new Processors(List.copyOf(all.subList(0, count)));
  }

  private static List<Integer> allowed() throws IOException {
    String list = Files.readAllLines(Path.of("/proc/self/status")).stream().filter(line -> line.startsWith(ALLOWED)).findFirst()
        .orElseThrow(() -> new IOException("/proc/self/status has no line " + ALLOWED + " (expected: that of Linux)"));
    return parse(list.substring(ALLOWED.length()).strip());
  }

  /** The numbers of a list like {@code 0-3,8}. */
  static List<Integer> parse(String list) {
    List<Integer> numbers = new ArrayList<>();
    for (String range : list.split(",")) {
      String[] ends = range.split("-");
      for (int number = Integer.parseInt(ends[0]); number <= Integer.parseInt(ends[ends.length - 1]); number++) {
        numbers.add(number);
      }
    }
    return numbers;
  }

  int count() {
    return numbers.size();
  }

  /** What a command line begins with whose process, and all that it starts, is to stay on the processor at {@code index}. */
  List<String> only(int index) {
    return List.of("taskset", "-c", String.valueOf(numbers.get(index)));
  }

  /** Seconds for which they were busy since the system started, added up. */
  double busySeconds() throws IOException {
    double seconds = 0;
    for (String line : Files.readAllLines(Path.of("/proc/stat"))) {
      String[] fields = line.split(" +");
      if (fields[0].matches("cpu\\d+") && numbers.contains(Integer.parseInt(fields[0].substring(3)))) {
        for (int field = 1; field <= 8; field++) {
          // the fourth and fifth are idle, and idle while something is read
          seconds += field == 4 || field == 5 ? 0 : Long.parseLong(fields[field]) / TICKS_PER_SECOND;
        }
      }
    }
    return seconds;
  }

  /** Processor time of all children of this JVM, and of theirs, that have ended and been waited for. */
  static double secondsOfEndedChildren() throws IOException {
    String stat = Files.readString(Path.of("/proc/self/stat"));
    String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
    // fields 16 and 17 of proc(5); this begins with the third
    return (Long.parseLong(fields[13]) + Long.parseLong(fields[14])) / TICKS_PER_SECOND;
  }
}
