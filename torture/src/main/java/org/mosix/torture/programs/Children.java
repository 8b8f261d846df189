package org.mosix.torture.programs;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** Child processes: conversations over their pipes, exit codes, environment, files for output, time-outs, destruction, handles. */
public final class Children {
  static String output(ProcessBuilder builder) throws IOException, InterruptedException {
    Process process = builder.redirectErrorStream(true).start();
    process.getOutputStream().close();
    String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    return text + " " + process.waitFor();
  }

  static void shortLived(int n) throws IOException, InterruptedException {
    ProcessBuilder builder = new ProcessBuilder("sh", "-c", "echo $NUMBER; echo error >&2; exit " + n % 100);
    builder.environment().put("NUMBER", String.valueOf(n));
    Check.equal("output and exit code", n + "\nerror " + n % 100, output(builder));
    File file = new File("child.txt");
    Process toFile = new ProcessBuilder("sh", "-c", "pwd; cat").redirectOutput(file).redirectInput(new File("/dev/null")).start();
    Check.equal("exit code", 0, toFile.waitFor());
    Check.equal("working directory", Path.of("").toAbsolutePath().toString(), Files.readString(file.toPath()).strip());
    try {
      new ProcessBuilder("there-is-no-such-program").start();
      Check.fail("started nothing");
    } catch (IOException e) {
      Check.holds("message: " + e.getMessage(), e.getMessage().contains("there-is-no-such-program") && e.getMessage().contains("No such file or directory"));
    }
  }

  static void killed() throws IOException, InterruptedException {
    Process sleeper = new ProcessBuilder("sleep", "100").start();
    CompletableFuture<Process> end = sleeper.onExit();
    Check.holds("time-out", !sleeper.waitFor(50, TimeUnit.MILLISECONDS));
    Check.holds("alive", sleeper.isAlive() && sleeper.toHandle().isAlive() && !end.isDone());
    Check.holds("our child", ProcessHandle.current().children().anyMatch(child -> child.pid() == sleeper.pid()));
    sleeper.destroy();
    Check.equal("killed", 128 + 15, sleeper.waitFor());
    Check.same("on exit", sleeper, end.join());
  }

  public static void main(String[] args) throws IOException, InterruptedException {
    Rounds rounds = Rounds.of(args);
    Process cat = new ProcessBuilder("cat").start();
    try (PrintWriter to = new PrintWriter(cat.getOutputStream(), true);
        BufferedReader from = new BufferedReader(new InputStreamReader(cat.getInputStream()))) {
      int n = 0;
      do {
        to.println("line " + ++n);
        Check.equal("answer", "line " + n, from.readLine());
        if (n % 20 == 1) {
          shortLived(n);
          killed();
        }
      } while (rounds.more());
      to.close();
      Check.equal("end", null, from.readLine());
    }
    Check.equal("exit code of the first", 0, cat.waitFor());
    Check.ok();
  }
}
