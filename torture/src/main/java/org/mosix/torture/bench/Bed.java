package org.mosix.torture.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.mosix.torture.Distribution;

/** Starts the programs that are measured, with and without the agent, one at a time. */
final class Bed {

  private static final int PATIENCE_SECONDS = 300;

  private final Path java;
  private final Path dist;
  private final Path directory;

  Bed(Path java, Path dist, Path directory) {
    this.java = java;
    this.dist = dist;
    this.directory = directory;
  }

  /** The command line of a program; {@code agent} null for none, else the agent's options. */
  ProcessBuilder command(String agent, List<String> jvmOptions, Class<?> main, String... arguments) {
    List<String> command = new ArrayList<>(List.of(java.resolve("bin/java").toString()));
    command.addAll(jvmOptions);
    if (agent != null) {
      command.add("-javaagent:" + dist.resolve("mosix.jar") + (agent.isEmpty() ? "" : "=" + agent));
    }
    command.addAll(List.of("-cp", Distribution.classPath(), main.getName()));
    command.addAll(List.of(arguments));
    return new ProcessBuilder(command).directory(directory.toFile()).redirectErrorStream(true);
  }

  /** Runs a program to its end. */
  Run run(String agent, Class<?> main, String... arguments) throws IOException, InterruptedException {
    long start = System.nanoTime();
    Process process = command(agent, List.of(), main, arguments).start();
    try (BufferedReader out = new BufferedReader(new InputStreamReader(process.getInputStream()))) {
      List<String> lines = out.lines().toList();
      if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS) || process.exitValue() != 0) {
        throw new IOException(main.getSimpleName() + (agent == null ? " without" : " with") + " the agent failed: " + String.join("\n", lines));
      }
      return new Run(lines, (System.nanoTime() - start) / 1e6);
    } finally {
      process.destroyForcibly();
    }
  }

  /** What a program printed and how long it took from start to end. */
  record Run(List<String> lines, double wallMillis) {

    /** What the {@link Stopwatch} in the program said, in ms. */
    double innerMillis() {
      return lines.stream().filter(line -> line.startsWith("nanos ")).mapToDouble(line -> Long.parseLong(line.substring(6)) / 1e6)
          .findFirst().orElseThrow();
    }
  }
}
