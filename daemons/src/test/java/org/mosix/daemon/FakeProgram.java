package org.mosix.daemon;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.mosix.link.ControlChannel;
import org.mosix.link.JavaBuild;
import org.mosix.link.RunDirectory;
import org.mosix.link.message.Message;
import org.mosix.link.message.MoveRequest;
import org.mosix.link.message.MoveResult;
import org.mosix.link.message.Outcome;
import org.mosix.link.message.Register;
import org.mosix.link.message.ReserveAnswer;
import org.mosix.link.message.ReserveAt;
import org.mosix.link.message.Status;
import org.mosix.link.message.StatusRequest;
import org.mosix.link.message.Welcome;

/** A managed program as far as its daemon can tell, under a pid of the test's choice. Answers status requests by itself. */
final class FakeProgram implements AutoCloseable {

  private final long pid;
  private final ControlChannel channel;
  private final BlockingQueue<Message> received = new LinkedBlockingQueue<>();
  volatile int node;
  volatile long calls;
  volatile long callBytes;
  /** Of node 2's files, more of which it has read whenever it is asked. */
  volatile long bytesPerAnswer;
  private long nodeBytes;

  FakeProgram(RunDirectory directory, long pid) throws Exception {
    this.pid = pid;
    channel = ControlChannel.connect(directory.control());
    channel.send(new Register(pid, Register.Kind.PROCESS, JavaBuild.current(), "org.example.Main x", "", 0, ""));
    Thread reader = new Thread(this::read, "fake-program");
    reader.setDaemon(true);
    reader.start();
    next(Welcome.class);
  }

  /** Says how it is, as real programs do when they have been welcomed. */
  synchronized void tell() throws IOException {
    nodeBytes += bytesPerAnswer;
    channel.send(new Status(pid, node, 2, 7, "running", List.of("Foo.bar(Native)"), false, calls, callBytes, nodeBytes == 0 ? Map.of() : Map.of(2, nodeBytes)));
  }

  private void read() {
    try {
      for (Message message = channel.receive(); message != null; message = channel.receive()) {
        if (message instanceof StatusRequest) {
          tell();
        } else {
          received.add(message);
        }
      }
    } catch (IOException e) {
      return;
    }
  }

  <M extends Message> M next(Class<M> type) throws InterruptedException {
    Message message = received.poll(20, TimeUnit.SECONDS);
    return type.cast(message);
  }

  /** Takes the next request and says that it was carried out. */
  MoveRequest move() throws Exception {
    MoveRequest request = next(MoveRequest.class);
    channel.send(new MoveResult(request.requestId(), Outcome.DONE, "", node, request.targetNode(), 48_300_000, 61_000_000));
    node = request.targetNode();
    return request;
  }

  void answer(MoveResult result) throws IOException {
    channel.send(result);
  }

  /** Asks for a guest. */
  ReserveAnswer reserve(ReserveAt wanted) throws Exception {
    channel.send(wanted);
    return next(ReserveAnswer.class);
  }

  @Override
  public void close() {
    channel.close();
  }
}
