package org.mosix.daemon;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.mosix.link.RunDirectory;
import org.mosix.link.message.NodeReport;
import org.mosix.link.message.NodeStatus;

/** Starts this program again in the background, in a session of its own, and waits until it serves. */
final class Detached {

  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final long LOOK_MILLIS = 20;

  private final RunDirectory directory;

  Detached(RunDirectory directory) {
    this.directory = directory;
  }

  /** @throws IOException with the reason, if it ends or does not serve in time */
  NodeReport start(List<String> arguments) throws IOException, InterruptedException {
    directory.create();
    long logged = Files.exists(directory.log()) ? Files.size(directory.log()) : 0;
    Redirect log = Redirect.appendTo(directory.log().toFile());
    Process process = new ProcessBuilder(command(arguments)).directory(directory.path().toFile())
        .redirectInput(Redirect.from(Path.of("/dev/null").toFile())).redirectOutput(log).redirectError(log).start();
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (System.nanoTime() < deadline) {
      Optional<NodeReport> report = reportOf(process.pid());
      if (report.isPresent()) {
        return report.get();
      }
      if (process.waitFor(LOOK_MILLIS, TimeUnit.MILLISECONDS)) {
        throw new IOException(reason(logged));
      }
    }
    process.destroy();
    throw new IOException("the daemon did not serve within " + PATIENCE.toSeconds() + " s; see " + directory.log());
  }

  private List<String> command(List<String> arguments) {
    List<String> command = new ArrayList<>();
    if (onPath("setsid")) {
      // the daemon must outlive the terminal, and not be hit by an interrupt meant for a script that started it
      command.add("setsid");
    }
    // the heap is for the listing of the largest cluster; native access: what reads the machine's memory and processors; without the option newer Javas warn
    command.addAll(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-XX:+UseSerialGC",
        "-XX:TieredStopAtLevel=1", "-Xmx256m", "--enable-native-access=ALL-UNNAMED",
        "-D" + LogSetup.FILE_PROPERTY + "=" + directory.log(), "-cp", absolute(System.getProperty("java.class.path")), Mosixd.class.getName()));
    command.addAll(arguments);
    return command;
  }

  private static boolean onPath(String program) {
    for (String folder : Optional.ofNullable(System.getenv("PATH")).orElse("").split(":")) {
      if (!folder.isEmpty() && Files.isExecutable(Path.of(folder, program))) {
        return true;
      }
    }
    return false;
  }

  private static String absolute(String classPath) {
    List<String> entries = new ArrayList<>();
    for (String entry : classPath.split(System.getProperty("path.separator"))) {
      entries.add(Path.of(entry).toAbsolutePath().toString());
    }
    return String.join(System.getProperty("path.separator"), entries);
  }

  /** What the daemon answers, if it is the one just started and not another in the same directory. */
  private Optional<NodeReport> reportOf(long pid) {
    if (!Files.exists(directory.control())) {
      return Optional.empty();
    }
    try (DaemonClient client = DaemonClient.connect(directory)) {
      return Optional.of(client.ask(new NodeStatus(), NodeReport.class)).filter(report -> report.daemonPid() == pid);
    } catch (IOException | FailureException e) {
      // not yet; why not at all is found in its log
      return Optional.empty();
    }
  }

  private String reason(long logged) throws IOException {
    byte[] log = Files.readAllBytes(directory.log());
    int from = (int) Math.min(logged, log.length);
    String said = new String(log, from, log.length - from, StandardCharsets.UTF_8).strip();
    String last = said.substring(said.lastIndexOf('\n') + 1);
    return last.startsWith("mosixd: ") ? last.substring("mosixd: ".length()) : "the daemon ended at once; see " + directory.log();
  }
}
