package org.mosix.daemon;

import java.io.IOException;
import java.nio.channels.ClosedChannelException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import org.mosix.link.ControlChannel;
import org.mosix.link.ControlServer;
import org.mosix.link.message.Administer;
import org.mosix.link.message.BadMessageException;
import org.mosix.link.message.CallsReport;
import org.mosix.link.message.Failure;
import org.mosix.link.message.ListProcesses;
import org.mosix.link.message.Message;
import org.mosix.link.message.Migrate;
import org.mosix.link.message.MoveResult;
import org.mosix.link.message.NodeStatus;
import org.mosix.link.message.Outcome;
import org.mosix.link.message.ProcessInfo;
import org.mosix.link.message.ProcessList;
import org.mosix.link.message.Register;
import org.mosix.link.message.Reserve;
import org.mosix.link.message.ReserveAt;
import org.mosix.link.message.Status;
import org.mosix.link.message.StopDaemon;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Talks to this machine over the control socket: managed JVMs, which register and stay, and tools, which ask and leave. */
final class ControlDesk {

  private static final Logger LOG = LoggerFactory.getLogger(ControlDesk.class);

  private final NodeDaemon daemon;
  private final AdminDesk admin;
  private final ExecutorService threads = Threads.asMany("control");

  ControlDesk(NodeDaemon daemon, AdminDesk admin) {
    this.daemon = daemon;
    this.admin = admin;
  }

  void serve(ControlServer server) {
    threads.execute(() -> acceptAll(server));
  }

  private void acceptAll(ControlServer server) {
    try {
      while (true) {
        ControlChannel channel = server.accept();
        threads.execute(() -> converse(channel));
      }
    } catch (ClosedChannelException e) {
      LOG.debug("control socket closed");
    } catch (IOException e) {
      daemon.failed("control socket: " + e.getMessage());
    }
  }

  private void converse(ControlChannel channel) {
    try (channel) {
      Message first = channel.receive();
      if (first instanceof Register registration) {
        serveManaged(registration, channel);
      } else {
        for (Message request = first; request != null; request = channel.receive()) {
          answer(request, channel);
        }
      }
    } catch (BadMessageException e) {
      LOG.warn("control socket: {}", e.getMessage());
    } catch (IOException e) {
      LOG.debug("control socket: {}", e.toString());
    } catch (RuntimeException e) {
      LOG.error("control socket", e);
    }
  }

  private void serveManaged(Register registration, ControlChannel channel) throws IOException {
    LOG.debug("registered: {}", registration);
    daemon.javaHomes().learn(registration.javaBuild(), registration.pid());
    if (registration.kind() == Register.Kind.GUEST) {
      serveGuest(registration, channel);
    } else {
      ManagedProcess process = new ManagedProcess(registration, channel);
      process.setTerms(daemon.terms().find(process.pid()));
      serveProcess(process);
    }
  }

  private void serveGuest(Register registration, ControlChannel channel) throws IOException {
    channel.send(daemon.welcome());
    Guest guest = daemon.guests().register(registration, channel);
    try {
      for (Message says = channel.receive(); says != null; says = channel.receive()) {
        if (says instanceof Status status) {
          daemon.guests().reported(guest, status);
        } else {
          unexpected(says, "Status");
        }
      }
    } finally {
      daemon.guests().disconnected(guest, channel);
    }
  }

  private void serveProcess(ManagedProcess process) throws IOException {
    daemon.processes().add(process, daemon.welcome());
    try {
      for (Message says = process.receive(); says != null; says = process.receive()) {
        if (says instanceof Status status) {
          process.reported(status);
        } else if (says instanceof MoveResult result) {
          process.moved(result);
        } else if (says instanceof CallsReport calls) {
          process.reported(calls);
        } else if (says instanceof ReserveAt wanted) {
          threads.execute(() -> reserve(process, wanted));
        } else {
          unexpected(says, "Status, MoveResult, CallsReport or ReserveAt");
        }
      }
    } finally {
      daemon.processes().remove(process);
    }
  }

  private void reserve(ManagedProcess process, ReserveAt wanted) {
    try {
      process.send(daemon.moves().reserve(process, wanted));
    } catch (IOException e) {
      LOG.debug("process {} has gone before its guest was reserved: {}", process.pid(), e.toString());
    }
  }

  private static void unexpected(Message message, String expected) throws BadMessageException {
    throw new BadMessageException(message.getClass().getSimpleName() + " from a managed JVM (expected: " + expected + ")");
  }

  private void answer(Message request, ControlChannel channel) throws IOException {
    if (request instanceof Migrate migrate) {
      channel.send(daemon.moves().migrate(migrate));
    } else if (request instanceof ListProcesses) {
      channel.send(new ProcessList(processes()));
    } else if (request instanceof Administer administer) {
      channel.send(admin.answer(administer, false));
    } else if (request instanceof NodeStatus) {
      channel.send(daemon.report());
    } else if (request instanceof StopDaemon stop) {
      channel.send(daemon.report());
      daemon.stop(stop.force());
    } else {
      channel.send(new Failure(Outcome.USAGE, request.getClass().getSimpleName() + " is not for a daemon"));
    }
  }

  /** Those at home here first, then those of other nodes that run here. */
  private List<ProcessInfo> processes() {
    List<ProcessInfo> all = new ArrayList<>(daemon.processes().infos(daemon.node()));
    for (Guest guest : daemon.guests().taken()) {
      Reserve host = guest.hosted();
      if (host != null && host.homeNode() != daemon.node()) {
        int threads = guest.status() == null ? -1 : guest.status().threads();
        all.add(new ProcessInfo(host.pid(), host.homeNode(), daemon.node(), -1, threads, "guest", List.of(), host.command()));
      }
    }
    return all;
  }
}
