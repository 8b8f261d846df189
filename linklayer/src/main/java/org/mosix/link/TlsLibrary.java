package org.mosix.link;

import io.netty.internal.tcnative.Library;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.WritableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The native library of {@link NativeTls}, one for each kind of processor, which Netty brings along for glibc. */
public final class TlsLibrary {

  private static final Logger LOG = LoggerFactory.getLogger(TlsLibrary.class);

  private static Loader how = path -> System.load(path.toString());
  /** Null until somebody asked. */
  private static Boolean loaded;

  /** How a library is loaded. */
  public interface Loader {

    /** @throws UnsatisfiedLinkError if it cannot be loaded here */
    void load(Path library);
  }

  private TlsLibrary() {}

  /** For JVMs of others, where {@link System#load} would print warnings. To be called before the first key is read. */
  public static synchronized void loadBy(Loader loader) {
    how = loader;
  }

  /** Loads it the first time; false if there is none for this system, or none can be loaded. */
  static synchronized boolean isLoaded() {
    if (loaded == null) {
      loaded = load();
    }
    return loaded;
  }

  private static boolean load() {
    String arch = System.getProperty("os.arch");
    String name = "META-INF/native/libnetty_tcnative_linux_" + (arch.equals("amd64") ? "x86_64" : arch.equals("aarch64") ? "aarch_64" : arch) + ".so";
    try (InputStream in = System.getProperty("os.name").equals("Linux") ? TlsLibrary.class.getClassLoader().getResourceAsStream(name) : null) {
      if (in == null) {
        return false;
      }
      // The library insists on the beginning of its name. Not by Files.createTempFile, which settles for all times where the program's files are.
      Path copy = Path.of(System.getProperty("java.io.tmpdir"), "libnetty_tcnative_" + ProcessHandle.current().pid() + '_' + System.nanoTime() + ".so").toAbsolutePath();
      try (WritableByteChannel out = Files.newByteChannel(copy, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")))) {
        in.transferTo(Channels.newOutputStream(out));
        out.close();
        how.load(copy);
      } finally {
        Files.deleteIfExists(copy);
      }
      return Library.initialize("provided", null);
    } catch (UnsatisfiedLinkError | Exception e) {
      // Another C library, no room, no directory from which code may be run: links are slower, nothing else.
      LOG.debug("links use the JDK's TLS", e);
      return false;
    }
  }
}
