package org.mosix.torture.bench;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.google.gson.JsonSyntaxException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.mosix.link.ControlChannel;
import org.mosix.link.message.ListProcesses;
import org.mosix.link.message.ProcessList;
import org.mosix.torture.AtExit;
import org.mosix.torture.Cluster;
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
    return command(command, Distribution.classPath(), main, arguments);
  }

  /** The same for a program that is measured without the agent, and uses our libraries. */
  ProcessBuilder commandWithLibraries(Class<?> main, String... arguments) {
    return command(new ArrayList<>(List.of(java.resolve("bin/java").toString())), System.getProperty("java.class.path"), main, arguments);
  }

  private ProcessBuilder command(List<String> command, String classPath, Class<?> main, String... arguments) {
    command.addAll(List.of("-cp", classPath, main.getName()));
    command.addAll(List.of(arguments));
    return new ProcessBuilder(command).directory(directory.toFile()).redirectErrorStream(true);
  }

  /** Runs a program to its end. */
  Run run(String agent, Class<?> main, String... arguments) throws IOException, InterruptedException {
    long start = System.nanoTime();
    Process process = AtExit.start(command(agent, List.of(), main, arguments));
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

  /** Moves a process by the command, and returns what that says. */
  JsonObject migrate(Cluster cluster, long pid, String target) throws IOException, InterruptedException {
    ProcessBuilder builder = new ProcessBuilder(dist.resolve("bin/migrate").toString(), String.valueOf(pid), target,
        "--run-dir", cluster.runDirectory(1).toString(), "-o", "json").redirectErrorStream(true);
    builder.environment().put("JAVA_HOME", java.toString());
    Process process = AtExit.start(builder);
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    if (process.waitFor() != 0) {
      throw new IOException("migrate to " + target + ": " + output);
    }
    try {
      return JsonParser.parseString(output).getAsJsonObject();
    } catch (JsonSyntaxException e) {
      throw new IOException("migrate said " + output + " (expected: JSON)", e);
    }
  }

  /** Returns when the daemon of node 1 knows a process. */
  void awaitKnown(Cluster cluster, long pid) throws IOException, InterruptedException {
    try (ControlChannel channel = cluster.connect(1)) {
      long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
      while (System.nanoTime() - end < 0) {
        channel.send(new ListProcesses());
        if (((ProcessList) channel.receive()).processes().stream().anyMatch(process -> process.pid() == pid)) {
          return;
        }
        Thread.sleep(10);
      }
    }
    throw new IOException("node 1 does not know the process " + pid + " after " + PATIENCE_SECONDS + " s");
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
