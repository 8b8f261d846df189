package org.mosix.runtime.syscall;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;

/** Serves this node's exported files to processes that run elsewhere, each with what it has opened. */
public final class FileServer {

  private final int node;
  private final NodeConfiguration configuration;
  private final Map<String, Client> clients = new HashMap<>();
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

  /** @param configuration the file of the node's exports, looked at again when it has changed */
  public FileServer(int node, Path configuration) {
    this.node = node;
    this.configuration = new NodeConfiguration(configuration);
  }

  /** A JVM in which the process is, or will be, has linked itself to this one; carries out what comes over that link. */
  public synchronized Deputy.Stay joined(String process) {
    Client client = clients.computeIfAbsent(process, key -> new Client(new ExportedFiles(node, () -> configuration.now().exports())));
    client.links++;
    return client.deputy.stay();
  }

  /** Such a link has ended. */
  public synchronized void left(String process) {
    Client client = clients.get(process);
    client.links--;
    client.leftAt = System.nanoTime();
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
}
