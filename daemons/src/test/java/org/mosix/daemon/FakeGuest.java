package org.mosix.daemon;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.mosix.link.ControlChannel;
import org.mosix.link.JavaBuild;
import org.mosix.link.message.Message;
import org.mosix.link.message.Register;
import org.mosix.link.message.Shutdown;
import org.mosix.link.message.Status;
import org.mosix.link.message.StatusRequest;

/**
 * A guest JVM as far as its daemon can tell: registers, and leaves when told so. With "stay" it outlives its
 * daemon, with "fail" it dies, with "busy" it says that it runs a process.
 */
final class FakeGuest {

  private FakeGuest() {}

  public static void main(String[] args) throws Exception {
    if (args.length > 1 && args[1].equals("fail")) {
      System.exit(1);
    }
    try (ControlChannel channel = ControlChannel.connect(Path.of(args[0], "control"))) {
      channel.send(new Register(ProcessHandle.current().pid(), Register.Kind.GUEST, JavaBuild.current(), "guest", "127.0.0.1", 4000, "token"));
      for (Message message = channel.receive(); message != null; message = channel.receive()) {
        if (message instanceof Shutdown) {
          System.exit(0);
        } else if (message instanceof StatusRequest) {
          String state = args[1].equals("busy") ? "running" : Status.WAITING;
          channel.send(new Status(ProcessHandle.current().pid(), 0, 0, 0, state, List.of(), false, 0, 0, Map.of()));
        }
      }
    }
    if (args.length > 1 && args[1].equals("stay")) {
      Thread.sleep(60_000);
    }
  }
}
