package org.mosix.tools;

import java.io.IOException;
import java.util.Map;
import java.nio.file.Path;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.mosix.link.ControlChannel;
import org.mosix.link.ControlServer;
import org.mosix.link.RunDirectory;
import org.mosix.link.message.Message;

/** Listens as a daemon does and gives every request the same answer; null closes the connection instead. */
final class FakeDaemon implements AutoCloseable {

  private final ControlServer server;
  final BlockingQueue<Message> requests = new LinkedBlockingQueue<>();

  FakeDaemon(Path runDirectory, Message answerOrNull) throws IOException {
    server = ControlServer.listen(RunDirectory.resolve(runDirectory.toString(), Map.of()));
    Thread thread = new Thread(() -> serve(answerOrNull), "fake-daemon");
    thread.setDaemon(true);
    thread.start();
  }

  private void serve(Message answerOrNull) {
    try {
      while (true) {
        try (ControlChannel channel = server.accept()) {
          for (Message request = channel.receive(); request != null; request = answerOrNull == null ? null : channel.receive()) {
            requests.add(request);
            if (answerOrNull != null) {
              channel.send(answerOrNull);
            }
          }
        }
      }
    } catch (IOException e) {
      return;
    }
  }

  @Override
  public void close() throws IOException {
    server.close();
  }
}
