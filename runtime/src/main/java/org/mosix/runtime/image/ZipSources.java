package org.mosix.runtime.image;

import static org.mosix.runtime.image.Raw.U;

import java.io.FileDescriptor;
import java.io.RandomAccessFile;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.mosix.boot.Sys;

/**
 * The open zip files of this JVM, which the JDK keeps by name: those that the process has taken along, and those that only the class
 * loaders of a guest have opened at home, which nobody uses when the process has left.
 */
public final class ZipSources {

  private static final Class<?> SOURCE = Raw.jdkClass("java.util.zip.ZipFile$Source");
  private static final long ZFILE = Raw.offset(SOURCE, "zfile");
  private static final long FD = Raw.offset(RandomAccessFile.class, "fd");
  private static final long NUMBER = Raw.offset(FileDescriptor.class, "fd");
  private static final int CLOSED = -1;

  /** Those that the last image took along. */
  private static final Set<Object> CARRIED = Collections.newSetFromMap(new IdentityHashMap<>());
  private static List<Left> left = List.of();

  /** A file with the number that home has given it. */
  private record Left(FileDescriptor descriptor, int number) {}

  private ZipSources() {}

  /** A new image begins. */
  static synchronized void begin() {
    CARRIED.clear();
    left = List.of();
  }

  /** The process reads and closes it from elsewhere, or when it is back through its copy. */
  static synchronized void carries(Object source) {
    CARRIED.add(source);
  }

  /**
   * Descriptors of home, as home numbers them, that the stopped process has not taken along. Home closes them if the process leaves; nobody here
   * does any more, not even a cleaner that runs meanwhile.
   */
  public static synchronized int[] leave() {
    List<Left> found = new ArrayList<>();
    Map<?, ?> open = open();
    synchronized (open) {
      for (Object source : open.values()) {
        FileDescriptor descriptor = descriptor(source);
        int number = descriptor == null ? CLOSED : U.getInt(descriptor, NUMBER);
        if (!CARRIED.contains(source) && Sys.descriptor(number) && !Sys.mfsDescriptor(number)) {
          found.add(new Left(descriptor, number));
          U.putInt(descriptor, NUMBER, CLOSED);
        }
      }
    }
    left = found;
    return found.stream().mapToInt(file -> file.number - Sys.HOME_DESCRIPTOR).toArray();
  }

  /** After {@link #leave}: the process runs on here. */
  public static synchronized void stay() {
    for (Left file : left) {
      U.putInt(file.descriptor, NUMBER, file.number);
    }
    left = List.of();
  }

  /** The process has left: whoever opens such a file here again opens it for himself. */
  static synchronized void forget() {
    Map<?, ?> open = open();
    synchronized (open) {
      open.clear();
    }
    begin();
  }

  private static Map<?, ?> open() {
    return (Map<?, ?>) Raw.getStatic(SOURCE, "files");
  }

  private static FileDescriptor descriptor(Object source) {
    Object file = U.getReference(source, ZFILE);
    return file == null ? null : (FileDescriptor) U.getReference(file, FD);
  }
}
