package org.mosix.runtime.cache;

import java.io.File;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Classes as this agent changed them in earlier JVMs: the JDK's in one file, those of each program in another. Read when a JVM starts; what
 * is missing is remembered, and added to the file later. {@link CacheKeeper} says when.
 */
public final class ClassCache {

  /** A JVM with so little heap for each byte of the cache has better use for it. */
  private static final int HEAP_PER_BYTE = 32;

  private final CacheDirectory directory;
  private final String identity;
  private final boolean pristine;
  private volatile CacheFile file;
  /** Null when nothing is to be remembered. */
  private volatile Map<String, CachedClass> added;
  private int saved;

  private ClassCache(CacheDirectory directory, String identity, boolean pristine) {
    this.directory = directory;
    this.identity = identity;
    this.pristine = pristine;
    this.added = identity == null ? null : new ConcurrentHashMap<>();
  }

  /** A cache that knows nothing and remembers nothing. */
  public static ClassCache none() {
    return new ClassCache(null, null, false);
  }

  /**
   * The cache of this JVM; an empty one if there is no file, or none to be trusted.
   *
   * @param option a directory, {@code off}, or null for the default
   * @param jar the agent's own file
   * @param role what the JVM is there for: classes are changed in another way
   */
  public static ClassCache open(String option, File jar, String role) {
    CacheDirectory directory = CacheDirectory.resolve(option, System.getenv());
    String identity = directory == null ? null : Identity.current(jar, role);
    return identity == null ? none() : open(directory, identity, PristineJdk.isSure());
  }

  static ClassCache open(CacheDirectory directory, String identity, boolean pristine) {
    ClassCache cache = new ClassCache(directory, identity, pristine);
    cache.file = cache.read();
    return cache;
  }

  /** What is stored now; null if there is nothing to be trusted. */
  private CacheFile read() {
    File stored = directory.file(identity);
    if (stored.length() > 0 && stored.length() < Runtime.getRuntime().maxMemory() / HEAP_PER_BYTE && directory.isTrusted(stored)) {
      try {
        return CacheFile.read(stored, identity);
      } catch (IOException e) {
        // Gone, or not to be read: as if there were none.
        return null;
      }
    }
    return null;
  }

  /** The cache of the classes of one program, told by the places its classes are loaded from; there is none on a guest. */
  public static ClassCache ofProgram(String option, File jar) {
    String places = String.join("\n", System.getProperty("java.class.path"), System.getProperty("jdk.module.path"), System.getProperty("user.dir"));
    return open(option, jar, "program\n" + places);
  }

  /**
   * What became of a class file.
   *
   * @param name internal
   * @return the changed file; {@code original} itself if it needs no change; null if that is not known
   */
  public byte[] find(String name, byte[] original) {
    CacheFile now = file;
    return now == null ? null : now.find(name, original);
  }

  /** Remembers what became of a class file; {@code result} is the same array if it needs no change. */
  public void add(String name, byte[] original, byte[] result) {
    Map<String, CachedClass> to = added;
    if (to != null) {
      to.put(name, new CachedClass(original.length, Checksum.of(original), result == original ? null : result));
    }
  }

  /** True if the loaded class of this internal name needs no change for sure. */
  public boolean isUnchanged(String name) {
    CacheFile now = file;
    return pristine && now != null && now.isUnchanged(name);
  }

  /** True if nothing is read, remembered or written. */
  boolean isOff() {
    return identity == null;
  }

  /** Remembers nothing any more; {@code keep} what was read, for classes that are loaded later. */
  void forget(boolean keep) {
    added = null;
    file = keep ? file : null;
  }

  /** After {@link #forget}: reads again, and remembers again what is missing. */
  void again() {
    if (identity != null && added == null) {
      if (file == null) {
        file = read();
      }
      saved = 0;
      added = new ConcurrentHashMap<>();
    }
  }

  /** At once if there is no file yet. */
  void saveFirst() throws IOException {
    if (identity != null && file == null && directory.file(identity).length() == 0) {
      save();
    }
  }

  /** Writes what was added, together with what is stored, which others may have added to meanwhile; nothing once it is forgotten. */
  void save() throws IOException {
    Map<String, CachedClass> now = added;
    if (now == null) {
      return;
    }
    Map<String, CachedClass> all = new HashMap<>(now);
    if (all.size() == saved) {
      return;
    }
    saved = all.size();
    CacheFile stored = read();
    if (stored != null) {
      stored.copyTo(all);
    }
    CacheWriter.write(directory, identity, all);
    CacheCleaner.clean(directory.path().toFile(), System.currentTimeMillis());
  }
}
