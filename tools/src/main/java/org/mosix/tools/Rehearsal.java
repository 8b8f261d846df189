package org.mosix.tools;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.channels.ClosedChannelException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.mosix.link.ControlChannel;
import org.mosix.link.ControlServer;
import org.mosix.link.RunDirectory;
import org.mosix.link.message.Administer;
import org.mosix.link.message.ListProcesses;
import org.mosix.link.message.Message;
import org.mosix.link.message.Migrate;
import org.mosix.link.message.MoveResult;
import org.mosix.link.message.NodeReport;
import org.mosix.link.message.Outcome;
import org.mosix.link.message.ProcessInfo;
import org.mosix.link.message.ProcessList;
import org.mosix.link.message.Records;
import picocli.CommandLine;

/** Runs the commands against a daemon that answers with next to nothing, so that the classes they need can be listed for sharing. */
final class Rehearsal {

  private static final ProcessInfo PROCESS = new ProcessInfo(1, 1, 2, 3, 4, "running", List.of("why"), "Main");

  private Rehearsal() {}

  public static void main(String[] arguments) throws IOException {
    Path path = Files.createTempDirectory("mosix-rehearsal");
    RunDirectory directory = RunDirectory.resolve(path.toString(), Map.of());
    try (ControlServer server = ControlServer.listen(directory)) {
      Thread daemon = new Thread(() -> serve(server), "rehearsal");
      daemon.setDaemon(true);
      daemon.start();
      for (Class<?> command : Commands.ALL.values()) {
        run(command, "--help");
      }
      for (String format : List.of("text", "json")) {
        run(ProcessesTool.class, "--run-dir", path.toString(), "-o", format);
        run(MigrateTool.class, "--run-dir", path.toString(), "-o", format, "1", "2");
        run(ControlTool.class, "status", "--run-dir", path.toString(), "-o", format);
        run(TopTool.class, "--once", "--run-dir", path.toString(), "-o", format);
      }
    } finally {
      Files.deleteIfExists(directory.control());
      Files.deleteIfExists(path);
    }
  }

  private static void run(Class<?> command, String... arguments) {
    CommandLine line = Tool.commandLine(Commands.make(command));
    PrintWriter nowhere = new PrintWriter(Writer.nullWriter());
    line.setOut(nowhere).setErr(nowhere).execute(arguments);
  }

  private static void serve(ControlServer server) {
    try {
      while (true) {
        try (ControlChannel channel = server.accept()) {
          for (Message request = channel.receive(); request != null; request = channel.receive()) {
            channel.send(answer(request));
          }
        }
      }
    } catch (ClosedChannelException e) {
      return;
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Message answer(Message request) {
    if (request instanceof Administer) {
      return new Records("[]");
    } else if (request instanceof ListProcesses) {
      return new ProcessList(List.of(PROCESS));
    } else if (request instanceof Migrate) {
      return new MoveResult(0, Outcome.DONE, "", 1, 2, 1, 1);
    }
    return new NodeReport(1, "localhost", 1, 1, 1, 1, 1, List.of("1 localhost:1"));
  }
}
