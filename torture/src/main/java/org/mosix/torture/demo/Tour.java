package org.mosix.torture.demo;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.mosix.torture.AtExit;
import org.mosix.torture.Cluster;
import org.mosix.torture.Distribution;
import org.mosix.torture.Memory;

/** The demo's steps: a run for comparison, the run that travels, the comparison. */
public final class Tour {

  private static final int BLOCKS = 90;
  private static final int LINES = BLOCKS * 250;
  private static final int PATIENCE_SECONDS = 60;
  /** After which block the process goes where. */
  private static final List<Stop> STOPS = List.of(new Stop(10, "2"), new Stop(35, "3"), new Stop(60, "home"));

  private record Stop(int block, String target) {}

  private final Path dist = Distribution.directory();
  private final Path java = Path.of(System.getProperty("java.home"));
  private final Path directory;
  private final List<String> problems = new ArrayList<>();

  public Tour(Path directory) {
    this.directory = directory;
  }

  /** Returns whether everything was as it should be. */
  public boolean run() throws IOException, InterruptedException {
    TextMaker.write(directory.resolve("text"), LINES);
    long start = System.nanoTime();
    try (Cluster cluster = Cluster.start(dist, directory, java, 3, Map.of())) {
      say("Three nodes serve after " + seconds(start) + ": 127.0.0.1 to 127.0.0.3");
      List<String> expected = undisturbed();
      List<String> printed = travel(cluster);
      say("");
      require(printed.equals(expected), "the output differs from the undisturbed run's");
      require(Files.mismatch(directory.resolve("plain"), directory.resolve("moved")) < 0, "the file it wrote differs");
      if (problems.isEmpty()) {
        say("Its output (" + expected.size() + " lines) and the file it wrote (" + Files.size(directory.resolve("moved"))
            + " bytes) equal the undisturbed run's to the byte.");
      }
    }
    problems.forEach(problem -> say("PROBLEM: " + problem));
    return problems.isEmpty();
  }

  private List<String> undisturbed() throws IOException, InterruptedException {
    say("An undisturbed run, for comparison: " + WordCount.class.getName() + " text plain");
    long start = System.nanoTime();
    Process plain = start(List.of(), "plain");
    List<String> printed = lines(plain).lines().toList();
    require(plain.waitFor() == 0, "the undisturbed run failed");
    say("  " + printed.size() + " lines in " + seconds(start) + "; its end: " + (printed.isEmpty() ? "" : printed.get(printed.size() - 1)));
    return printed;
  }

  private List<String> travel(Cluster cluster) throws IOException, InterruptedException {
    String runDirectory = cluster.runDirectory(1).toString();
    Process process = start(List.of("-javaagent:" + dist.resolve("mosix.jar") + "=run-dir=" + runDirectory), "moved");
    say("The same program with -javaagent:mosix.jar, started on node 1 as process " + process.pid() + "; what it prints, it prints here:");
    List<String> printed = new ArrayList<>();
    try (BufferedReader out = lines(process)) {
      int next = 0;
      for (String line = out.readLine(); line != null; line = out.readLine()) {
        printed.add(line);
        say("  | " + line);
        if (next < STOPS.size() && line.startsWith(String.format("block %2d ", STOPS.get(next).block()))) {
          move(process, STOPS.get(next++).target(), runDirectory);
        }
      }
      require(next == STOPS.size(), "it ended before it had been everywhere");
      require(process.waitFor() == 0, "exit code " + process.exitValue());
      return printed;
    } finally {
      process.destroyForcibly();
    }
  }

  private void move(Process process, String target, String runDirectory) throws IOException, InterruptedException {
    long before = Memory.residentMegabytes(process.pid());
    say("$ migrate " + process.pid() + " " + target);
    require(command("migrate", String.valueOf(process.pid()), target, "--run-dir", runDirectory) == 0, "the move to " + target + " was not done");
    say("$ mps");
    command("mps", "--run-dir", runDirectory);
    say("  (resident at home: " + before + " MB before the move, " + Memory.residentMegabytes(process.pid()) + " MB now)");
  }

  private int command(String name, String... arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of(dist.resolve("bin").resolve(name).toString()));
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().put("JAVA_HOME", java.toString());
    Process process = AtExit.start(builder);
    lines(process).lines().forEach(this::say);
    if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
      process.destroyForcibly();
      throw new IOException(name + " did not end within " + PATIENCE_SECONDS + " s");
    }
    return process.exitValue();
  }

  private Process start(List<String> agent, String output) throws IOException {
    List<String> command = new ArrayList<>(List.of(java.resolve("bin/java").toString()));
    command.addAll(agent);
    command.addAll(List.of("-cp", Distribution.classPath(), WordCount.class.getName(), "text", output));
    return AtExit.start(new ProcessBuilder(command).directory(directory.toFile()).redirectError(ProcessBuilder.Redirect.INHERIT));
  }

  private static BufferedReader lines(Process process) {
    return new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
  }

  private void require(boolean holds, String problem) {
    if (!holds) {
      problems.add(problem);
    }
  }

  private static String seconds(long since) {
    return String.format(Locale.ROOT, "%.1f s", (System.nanoTime() - since) / 1e9);
  }

  private void say(String line) {
    System.out.println(line);
  }
}
