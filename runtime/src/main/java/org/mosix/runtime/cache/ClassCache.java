package org.mosix.runtime.cache;

import java.io.File;
import java.io.IOException;

/**
 * Classes as this agent changed them in earlier JVMs. The JDK's are in two files, so that a start reads no more than starts need: one has
 * what was loaded before the first move, the other what moves loaded. Those of each program are in one. What is missing is remembered, and
 * added to a file later. {@link CacheKeeper} says when.
 */
public final class ClassCache {

  /** Null if nothing is read, remembered or written. */
  private final StoredClasses start;
  /** May be the same. */
  private final StoredClasses later;
  private final boolean pristine;
  /** Where what is missing goes to: one of the two. */
  private volatile StoredClasses current;

  private ClassCache(StoredClasses start, StoredClasses later, boolean pristine) {
    this.start = start;
    this.later = later;
    this.pristine = pristine;
    this.current = start;
  }

  /** A cache that knows nothing and remembers nothing. */
  public static ClassCache none() {
    return new ClassCache(null, null, false);
  }

  /**
   * The cache of the JDK's classes in this JVM; an empty one if there is no file, or none to be trusted.
   *
   * @param option a directory, {@code off}, or null for the default
   * @param jar the agent's own file
   * @param role what the JVM is there for: classes are changed in another way
   */
  public static ClassCache ofJdk(String option, File jar, String role) {
    return open(option, jar, role, role + " moved");
  }

  /** The cache of the classes of one program, told by the places its classes are loaded from; there is none on a guest. */
  public static ClassCache ofProgram(String option, File jar) {
    String places = String.join("\n", System.getProperty("java.class.path"), System.getProperty("jdk.module.path"), System.getProperty("user.dir"));
    String role = "program\n" + places;
    return open(option, jar, role, role);
  }

  private static ClassCache open(String option, File jar, String role, String later) {
    CacheDirectory directory = CacheDirectory.resolve(option, System.getenv());
    String identity = directory == null ? null : Identity.current(jar, role);
    return identity == null ? none() : open(directory, identity, Identity.current(jar, later), PristineJdk.isSure());
  }

  static ClassCache open(CacheDirectory directory, String identity, String laterIdentity, boolean pristine) {
    StoredClasses start = new StoredClasses(directory, identity);
    StoredClasses later = identity.equals(laterIdentity) ? start : new StoredClasses(directory, laterIdentity);
    start.open();
    return new ClassCache(start, later, pristine);
  }

  /**
   * What became of a class file.
   *
   * @param name internal
   * @return the changed file; {@code original} itself if it needs no change; null if that is not known
   */
  public byte[] find(String name, byte[] original) {
    if (isOff()) {
      return null;
    }
    StoredClasses now = current;
    byte[] known = now.find(name, original);
    return known != null || now == start ? known : start.find(name, original);
  }

  /** Remembers what became of a class file; {@code result} is the same array if it needs no change. */
  public void add(String name, byte[] original, byte[] result) {
    if (!isOff()) {
      current.add(new CachedClass(name, original.length, Checksum.of(original), result == original ? null : result));
    }
  }

  /** True if the loaded class of this internal name needs no change for sure. */
  public boolean isUnchanged(String name) {
    return pristine && !isOff() && start.isUnchanged(name);
  }

  /** True if nothing is read, remembered or written. */
  boolean isOff() {
    return start == null;
  }

  /** Remembers nothing any more; {@code keep} what was read, for classes that are loaded later. */
  void forget(boolean keep) {
    if (!isOff()) {
      start.forget(keep);
      later.forget(keep);
    }
  }

  /** A move begins: what was forgotten is read again, with what moves loaded, and what is missing is remembered for those. */
  void moving() {
    if (!isOff()) {
      start.open();
      later.open();
      current = later;
    }
  }

  /** Writes what was added since the last time. */
  void save() throws IOException {
    if (!isOff()) {
      start.save();
      later.save();
    }
  }
}
