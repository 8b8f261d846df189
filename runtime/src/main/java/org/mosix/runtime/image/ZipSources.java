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
 * The open zip files of this JVM, which the JDK keeps by name: those of the process, which travel with it, and those that only the runtime or
 * a guest have opened, which nobody uses when the process has left.
 */
public final class ZipSources {

  private static final Class<?> SOURCE = Raw.jdkClass("java.util.zip.ZipFile$Source");
  private static final long KEY = Raw.offset(SOURCE, "key");
  private static final long[] TABLES = {Raw.offset(SOURCE, "cen"), Raw.offset(SOURCE, "entries"), Raw.offset(SOURCE, "table")};
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

  static boolean isSource(Object o) {
    return SOURCE.isInstance(o);
  }

  /** What was open stays so, and is known by name here too; instead of what this JVM may have opened of that name for itself. */
  static void arrives(Object source) {
    FileDescriptor arrived = descriptor(source);
    if (arrived != null) {
      Map<Object, Object> open = open();
      synchronized (open) {
        open.merge(U.getReference(source, KEY), source, (known, same) -> isOfHome(arrived) && !isOfHome(descriptor(known)) ? same : known);
      }
    }
  }

  private static boolean isOfHome(FileDescriptor descriptorOrNull) {
    return descriptorOrNull != null && Sys.descriptor(U.getInt(descriptorOrNull, NUMBER));
  }

  /** The tables of contents of the open files, which are read when a file is opened and never change. */
  static List<Object> tables() {
    List<Object> tables = new ArrayList<>();
    Map<Object, Object> open = open();
    synchronized (open) {
      for (Object source : open.values()) {
        for (long offset : TABLES) {
          Object table = U.getReference(source, offset);
          if (SentAhead.isWorthIt(table)) {
            tables.add(table);
          }
        }
      }
    }
    return tables;
  }

  /**
   * Descriptors of home, as home numbers them, that the stopped process has not taken along. Home closes them if the process leaves; nobody here
   * does any more, not even a cleaner that runs meanwhile.
   */
  public static synchronized int[] leave() {
    List<Left> found = new ArrayList<>();
    Map<Object, Object> open = open();
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

  /** The process has left, or comes: whoever opens such a file here again opens it for himself. */
  public static synchronized void forget() {
    Map<Object, Object> open = open();
    synchronized (open) {
      open.clear();
    }
    begin();
  }

  @SuppressWarnings("unchecked")
  private static Map<Object, Object> open() {
    return (Map<Object, Object>) Raw.getStatic(SOURCE, "files");
  }

  private static FileDescriptor descriptor(Object source) {
    Object file = U.getReference(source, ZFILE);
    return file == null ? null : (FileDescriptor) U.getReference(file, FD);
  }
}
