package org.mosix.runtime.process;

import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.concurrent.TimeUnit;
import org.mosix.boot.RuntimeThread;
import org.mosix.link.Link;
import org.mosix.runtime.move.MoveFailure;
import org.mosix.runtime.syscall.Deputy;
import org.mosix.runtime.syscall.FileServer;

/** A guest JVM that runs no process but serves the files of its node to those that run elsewhere. Ends when nobody has used it for a while. */
final class FileService {

  /** So long after the last link of a process its files are kept open: it may be on its way to another node. */
  private static final long GRACE_NANOS = TimeUnit.SECONDS.toNanos(60);
  private static final long IDLE_NANOS = TimeUnit.SECONDS.toNanos(120);
  private static final long SWEEP_MILLIS = 5_000;

  private final FileServer server;
  private final Runnable end;

  /** @param end ends this JVM */
  FileService(FileServer server, Runnable end) {
    this.server = server;
    this.end = end;
    new RuntimeThread(this::sweep, "mosix-sweep").start();
  }

  private void sweep() {
    try {
      while (server.idleNanos() < IDLE_NANOS) {
        Thread.sleep(SWEEP_MILLIS);
        server.sweep(GRACE_NANOS);
      }
      end.run();
    } catch (InterruptedException e) {
      end.run();
    }
  }

  /** A process has linked itself to this node. */
  Client join(String process) {
    return new Client(process, server.joined(process));
  }

  /** One link of a process. */
  final class Client {
    private final String process;
    private final Deputy.Stay calls;

    private Client(String process, Deputy.Stay calls) {
      this.process = process;
      this.calls = calls;
    }

    void answer(Link link, long id, byte[] request) {
      link.reply(id, Unpooled.wrappedBuffer(calls.execute(request)));
    }

    void left() {
      calls.end();
      server.left(process);
    }
  }

  /** What a process shows: the token of this JVM, and the secret by which it is known. */
  static String processOf(byte[] body, String token) throws MoveFailure {
    String[] lines = new String(body, StandardCharsets.UTF_8).split("\n");
    if (lines.length != 2 || !MessageDigest.isEqual(Messages.of(lines[0]), Messages.of(token))) {
      throw MoveFailure.failed("the token is not that of this file server", null);
    }
    return lines[1];
  }
}
