package org.mosix.runtime.cache;

import java.io.File;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The classes of one cache file: what was read of it, and what is to be added. Closed at first: knows nothing and remembers nothing. */
final class StoredClasses {

  /** A JVM with so little heap for each byte of the cache has better use for it. */
  private static final int HEAP_PER_BYTE = 32;

  /** Of one name; what is added counts as one. */
  private static final int ORIGINALS = 4;

  private final CacheDirectory directory;
  private final String identity;
  private volatile CacheFile file;
  /** Null when nothing is to be remembered. */
  private volatile Map<String, CachedClass> added;
  private int saved;

  StoredClasses(CacheDirectory directory, String identity) {
    this.directory = directory;
    this.identity = identity;
  }

  /** Reads the file if its bytes are not here, and remembers from now on what is missing. */
  void open() {
    if (added == null) {
      if (file == null) {
        file = read();
      }
      saved = 0;
      added = new ConcurrentHashMap<>();
    }
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

  /** @return the changed file; {@code original} itself if it needs no change; null if that is not known */
  byte[] find(String name, byte[] original) {
    CacheFile now = file;
    return now == null ? null : now.find(name, original);
  }

  boolean isUnchanged(String name) {
    CacheFile now = file;
    return now != null && now.isUnchanged(name);
  }

  void add(CachedClass known) {
    Map<String, CachedClass> to = added;
    if (to != null) {
      to.put(known.name(), known);
    }
  }

  /** Remembers nothing any more; {@code keep} what was read, for classes that are loaded later. */
  void forget(boolean keep) {
    added = null;
    file = keep ? file : null;
  }

  /** Writes what was added, together with what is stored, which others may have added to meanwhile; nothing once it is forgotten. */
  void save() throws IOException {
    Map<String, CachedClass> now = added;
    if (now == null || now.size() == saved) {
      return;
    }
    List<CachedClass> all = new ArrayList<>(now.values());
    saved = all.size();
    CacheFile stored = read();
    if (stored != null) {
      addStored(stored.all(), now, all);
    }
    CacheWriter.write(directory, identity, all);
    CacheCleaner.clean(directory.path().toFile(), System.currentTimeMillis());
  }

  /**
   * A class has several originals: the VM makes up the file of one that was loaded before the agent looked, and programs of one class path
   * may load others.
   */
  private static void addStored(List<CachedClass> stored, Map<String, CachedClass> now, List<CachedClass> all) {
    Map<String, Integer> originals = new HashMap<>();
    for (CachedClass known : stored) {
      CachedClass newer = now.get(known.name());
      boolean same = newer != null && newer.length() == known.length() && newer.crc() == known.crc();
      if (!same && originals.merge(known.name(), 1, Integer::sum) < ORIGINALS) {
        all.add(known);
      }
    }
  }
}
