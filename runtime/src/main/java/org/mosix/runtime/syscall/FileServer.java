package org.mosix.runtime.syscall;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.mosix.link.NodeFiles;
import org.mosix.link.NodeFiles.Export;

/** Serves this node's exported files to processes that run elsewhere, each with what it has opened. */
public final class FileServer {

  private final int node;
  private final Path configuration;
  private final Map<String, Client> clients = new HashMap<>();
  private List<Export> exports = List.of();
  private FileTime read;
  private long idleSince = System.nanoTime();

  /** A process, wherever it is. */
  private static final class Client {
    private final ExportedFiles files;
    private final Deputy deputy;
    private int links;
    private long leftAt;

    Client(ExportedFiles files) {
      this.files = files;
      this.deputy = new Deputy(ProcessExit.NEVER, files);
    }
  }

  /** @param configuration the node's {@link NodeFiles}, looked at again when it has changed */
  public FileServer(int node, Path configuration) {
    this.node = node;
    this.configuration = configuration;
  }

  /** A JVM in which the process is, or will be, has linked itself to this one. */
  public synchronized void joined(String process) {
    clients.computeIfAbsent(process, key -> new Client(new ExportedFiles(node, this::exports))).links++;
  }

  /** Such a link has ended. */
  public synchronized void left(String process) {
    Client client = clients.get(process);
    client.links--;
    client.leftAt = System.nanoTime();
  }

  /** Carries out a call of {@code process}, which has joined. */
  public byte[] execute(String process, byte[] request) {
    Client client;
    synchronized (this) {
      client = clients.get(process);
    }
    return client.deputy.execute(request);
  }

  /** Closes what processes have left behind that nobody has linked here for {@code graceNanos}. */
  public synchronized void sweep(long graceNanos) {
    long now = System.nanoTime();
    for (Iterator<Client> all = clients.values().iterator(); all.hasNext(); ) {
      Client client = all.next();
      if (client.links == 0 && now - client.leftAt > graceNanos) {
        client.files.closeAll();
        all.remove();
      }
    }
    idleSince = clients.isEmpty() ? idleSince : now;
  }

  /** How long no process has used it. */
  public synchronized long idleNanos() {
    return clients.isEmpty() ? System.nanoTime() - idleSince : 0;
  }

  /** As configured now; nothing if that cannot be read. */
  private synchronized List<Export> exports() {
    try {
      FileTime changed = Files.getLastModifiedTime(configuration);
      if (!changed.equals(read)) {
        exports = NodeFiles.read(configuration).exports();
        read = changed;
      }
    } catch (IOException e) {
      exports = List.of();
      read = null;
    }
    return exports;
  }
}
