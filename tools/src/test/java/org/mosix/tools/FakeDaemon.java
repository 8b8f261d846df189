package org.mosix.tools;

import java.io.IOException;
import java.util.Map;
import java.nio.file.Path;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Function;
import org.mosix.link.ControlChannel;
import org.mosix.link.ControlServer;
import org.mosix.link.RunDirectory;
import org.mosix.link.message.Message;

/** Listens as a daemon does and gives the answers it was told to; null closes the connection instead. */
public final class FakeDaemon implements AutoCloseable {

  private final ControlServer server;
  public final BlockingQueue<Message> requests = new LinkedBlockingQueue<>();

  FakeDaemon(Path runDirectory, Message answerOrNull) throws IOException {
    this(runDirectory, request -> answerOrNull);
  }

  public FakeDaemon(Path runDirectory, Function<Message, Message> answers) throws IOException {
    RunDirectory directory = RunDirectory.resolve(runDirectory.toString(), Map.of());
    directory.create();
    server = ControlServer.listen(directory);
    Thread thread = new Thread(() -> serve(answers), "fake-daemon");
    thread.setDaemon(true);
    thread.start();
  }

  private void serve(Function<Message, Message> answers) {
    try {
      while (true) {
        ControlChannel channel = server.accept();
        Thread conversation = new Thread(() -> converse(channel, answers), "fake-daemon-conversation");
        conversation.setDaemon(true);
        conversation.start();
      }
    } catch (IOException e) {
      return;
    }
  }

  private void converse(ControlChannel channel, Function<Message, Message> answers) {
    try (channel) {
      for (Message request = channel.receive(); request != null; request = channel.receive()) {
        requests.add(request);
        Message answer = answers.apply(request);
        if (answer == null) {
          return;
        }
        channel.send(answer);
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
