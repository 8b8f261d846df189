package org.mosix.daemon;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.mosix.link.NodeFiles;
import org.mosix.link.NodeFiles.Export;
import org.mosix.link.RefusedException;
import org.mosix.link.SharedToken;
import org.mosix.link.message.Failure;
import org.mosix.link.message.Outcome;
import org.mosix.link.message.Reserved;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The node's exported and shared directories, and who serves them. */
final class FileDesk {

  private static final Logger LOG = LoggerFactory.getLogger(FileDesk.class);
  private static final String EXPECTED = " (expected: export DIRECTORY ro|rw, unexport DIRECTORY, share DIRECTORY, or unshare DIRECTORY)";

  private final DaemonSettings settings;
  private final GuestPool guests;
  private final Path file;

  FileDesk(DaemonSettings settings, GuestPool guests) throws IOException {
    this.settings = settings;
    this.guests = guests;
    this.file = NodeFiles.file(settings.runDirectory());
    NodeFiles.read(file);
    for (List<String> order : settings.fileOrders()) {
      configure(order);
    }
  }

  private void configure(List<String> order) throws IOException {
    try {
      change(order);
    } catch (FailureException e) {
      throw new IllegalArgumentException(e.getMessage(), e);
    }
  }

  /** Carries out an order of {@link Verb#MFS}, if there is one, and tells how it is then. */
  synchronized FilesRecord change(List<String> words) throws IOException, FailureException {
    NodeFiles before = NodeFiles.read(file);
    NodeFiles after = words.isEmpty() ? before : changed(before, words);
    if (!after.equals(before)) {
      after.write(file);
      LOG.info("files: {}", String.join(" ", words));
    }
    return new FilesRecord(settings.node(),
        after.exports().stream().map(export -> new FilesRecord.Export(export.root().toString(), export.writable() ? "rw" : "ro")).toList(),
        after.shared().stream().map(shared -> new FilesRecord.Shared(shared.toString(), SharedToken.read(shared).orElse(""))).toList());
  }

  private static NodeFiles changed(NodeFiles before, List<String> words) throws IOException, FailureException {
    String order = words.get(0);
    int expected = order.equals("export") ? 3 : 2;
    if (words.size() != expected) {
      throw new IllegalArgumentException(String.join(" ", words) + EXPECTED);
    }
    Path directory = Path.of(words.get(1));
    switch (order) {
      case "export":
        return before.with(new Export(existing(directory), writable(words.get(2))));
      case "unexport":
        return taken(before, before.withoutExport(named(directory)), directory + " is not exported");
      case "share":
        Path shared = existing(directory);
        SharedToken.makeIfAbsent(shared);
        return before.withShared(shared);
      case "unshare":
        return taken(before, before.withoutShared(named(directory)), directory + " is not shared");
      default:
        throw new IllegalArgumentException(order + EXPECTED);
    }
  }

  private static Path existing(Path directory) throws IOException {
    if (!directory.isAbsolute() || !Files.isDirectory(directory)) {
      throw new IllegalArgumentException("directory: " + directory + " (expected: the absolute path of a directory)");
    }
    return directory.toRealPath();
  }

  /** As it was noted: without symbolic links, unless it is gone. */
  private static Path named(Path directory) throws IOException {
    return Files.exists(directory) ? directory.toRealPath() : directory.normalize();
  }

  private static NodeFiles taken(NodeFiles before, NodeFiles after, String otherwise) throws FailureException {
    if (after.equals(before)) {
      throw new FailureException(new Failure(Outcome.UNKNOWN, otherwise));
    }
    return after;
  }

  private static boolean writable(String access) {
    if (!access.equals("ro") && !access.equals("rw")) {
      throw new IllegalArgumentException("access: " + access + " (expected: ro or rw)");
    }
    return access.equals("rw");
  }

  /** Where processes of a build of Java find this node's file server, as {@link Verb#FILES} answers it. */
  String server(String javaBuild) throws IOException, FailureException {
    if (NodeFiles.read(file).exports().isEmpty()) {
      throw new FailureException(new Failure(Outcome.REFUSED, "node " + settings.node() + " exports no directory"));
    }
    try {
      Reserved server = guests.files(javaBuild);
      return String.join("\n", server.host(), String.valueOf(server.port()), server.token(), String.valueOf(server.guestPid()));
    } catch (RefusedException e) {
      throw new IOException("node " + settings.node() + ": " + e.getMessage(), e);
    }
  }
}
