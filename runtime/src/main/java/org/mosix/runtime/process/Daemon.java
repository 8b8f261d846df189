package org.mosix.runtime.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Supplier;
import org.mosix.boot.RuntimeThread;
import org.mosix.link.ControlChannel;
import org.mosix.link.RunDirectory;
import org.mosix.link.message.CallsRequest;
import org.mosix.link.message.Message;
import org.mosix.link.message.MoveRequest;
import org.mosix.link.message.Register;
import org.mosix.link.message.ReserveAnswer;
import org.mosix.link.message.Shutdown;
import org.mosix.link.message.StatusRequest;
import org.mosix.link.message.Welcome;
import org.mosix.runtime.Jvm;
import org.mosix.runtime.Options;

/**
 * The connection of a managed JVM with the node daemon: kept open from the start, made when a daemon appears, and made again when that
 * one went away. The program runs on in any case.
 */
public final class Daemon {

  private static final long RETRY_MILLIS = 500;

  /** What the JVM does when it is asked. Called by the connection's thread. */
  interface Role {
    /** How to introduce this JVM at the daemon of {@code welcome}'s node; called first with null for the plain introduction. */
    Register register();

    void joined(Welcome welcome, Daemon daemon);

    void move(MoveRequest request, Daemon daemon);

    /** The answer to a {@code ReserveAt}. */
    void reserved(ReserveAnswer answer);

    void status(Daemon daemon);

    void calls(Daemon daemon);

    void shutdown(String reason);

    /** The daemon is gone. */
    void left();
  }

  private final Options options;
  private final Supplier<Role> roles;
  /** Null until there was a daemon. */
  private Role role;
  private volatile ControlChannel channel;
  private volatile int node;

  Daemon(Options options, Supplier<Role> roles) {
    this.options = options;
    this.roles = roles;
  }

  /** Makes this JVM a process that the daemon of this node knows, now or when there is one. Returns when it is interrupted. */
  public static void serveHome(Jvm jvm) {
    new Daemon(jvm.options(), () -> new HomeProcess(jvm)).run();
  }

  void start() {
    new RuntimeThread(this::run, "mosix-control").start();
  }

  private void run() {
    boolean said = false;
    Path socket = RunDirectory.resolve(options.runDirectory(), System.getenv()).control();
    for (; ; ) {
      if (Files.exists(socket)) {
        serve(socket);
      } else if (options.verbose() && !said) {
        System.err.println("mosix: no node daemon at " + socket + "; the program runs as always until there is one");
        said = true;
      }
      try {
        Thread.sleep(RETRY_MILLIS);
      } catch (InterruptedException e) {
        return;
      }
    }
  }

  private void serve(Path socket) {
    if (role == null) {
      role = roles.get();
    }
    try (ControlChannel open = ControlChannel.connect(socket)) {
      open.send(role.register());
      channel = open;
      for (Message message = open.receive(); message != null; message = open.receive()) {
        handle(message);
      }
    } catch (IOException e) {
      if (options.verbose()) {
        System.err.println("mosix: " + e.getMessage());
      }
    } finally {
      channel = null;
      role.left();
    }
  }

  private void handle(Message message) throws IOException {
    if (message instanceof Welcome welcome) {
      node = welcome.node();
      role.joined(welcome, this);
    } else if (message instanceof MoveRequest request) {
      role.move(request, this);
    } else if (message instanceof ReserveAnswer answer) {
      role.reserved(answer);
    } else if (message instanceof StatusRequest) {
      role.status(this);
    } else if (message instanceof CallsRequest) {
      role.calls(this);
    } else if (message instanceof Shutdown shutdown) {
      role.shutdown(shutdown.reason());
    } else {
      throw new IOException("the daemon sent " + message + " (expected: a request)");
    }
  }

  /** The number of this node; 0 until a daemon has told it. */
  int node() {
    return node;
  }

  /** Sends if there is a daemon now; a report nobody waits for is not worth keeping. False if it was not sent. */
  boolean send(Message message) {
    ControlChannel open = channel;
    if (open == null) {
      return false;
    }
    try {
      open.send(message);
      return true;
    } catch (IOException e) {
      // The connection's own thread meets the same, and connects anew.
      open.close();
      return false;
    }
  }
}
