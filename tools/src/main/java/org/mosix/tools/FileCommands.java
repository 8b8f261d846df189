package org.mosix.tools;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.mosix.daemon.DaemonClient;
import org.mosix.daemon.FailureException;
import org.mosix.daemon.FilesRecord;
import org.mosix.daemon.OutputFormat;
import org.mosix.daemon.Verb;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Verbs of {@code mosctl} about the files of this node. */
final class FileCommands {

  private FileCommands() {}

  @Command(name = "mfs", mixinStandardHelpOptions = true, description = "Shows or sets which directories of this node others may use as "
      + "/mfs/NODE/DIR (export), and which are in a file system that other nodes have too (share): guests use those directly. Kept when the "
      + "daemon is started again.", footerHeading = "%nExample:%n",
      footer = {"  mosctl mfs", "  mosctl mfs export /srv/data ro", "  mosctl mfs unexport /srv/data", "  mosctl mfs share /net/home"})
  static final class Mfs extends Tool {

    @Option(names = {"-o", "--output"}, paramLabel = "FORMAT", defaultValue = "text", description = "text or json: {node, exports: a list of "
        + "{directory, access}, shared: a list of {directory, token}}.")
    private OutputFormat format;

    @Parameters(index = "0", arity = "0..1", paramLabel = "export|unexport|share|unshare", completionCandidates = Words.FileOrders.class,
        description = "What to do (default: show).")
    private String order;

    @Parameters(index = "1", arity = "0..1", paramLabel = "DIR", description = "A directory of this node.")
    private Path directory;

    @Parameters(index = "2", arity = "0..1", paramLabel = "ro|rw", completionCandidates = Words.Accesses.class,
        description = "Whether others may only read it (ro, the default of export).")
    private String access;

    @Override
    int run(DaemonClient client) throws IOException, FailureException {
      FilesRecord files = client.administer(Verb.MFS, FilesRecord.class, words());
      if (format == OutputFormat.JSON) {
        out().println(json(files));
        return 0;
      }
      files.exports().forEach(export -> out().println("export " + export.directory() + " " + export.access() + "  as /mfs/" + files.node()
          + export.directory()));
      files.shared().forEach(shared -> out().println("share " + shared.directory() + "  "
          + (shared.token().isEmpty() ? "not used: its token file cannot be read" : "token " + shared.token())));
      if (files.exports().isEmpty() && files.shared().isEmpty()) {
        out().println("nothing is exported or shared");
      }
      return 0;
    }

    private String[] words() {
      List<String> words = new ArrayList<>();
      if (order != null) {
        words.add(order);
      }
      if (directory != null) {
        words.add(directory.toAbsolutePath().normalize().toString());
      }
      if (access != null || "export".equals(order)) {
        words.add(access == null ? "ro" : access);
      }
      return words.toArray(new String[0]);
    }
  }
}
