package org.mosix.runtime.classes;

import java.io.IOException;
import java.io.InputStream;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.mosix.instrument.Capturable;
import org.mosix.instrument.Instrumenter;
import org.mosix.instrument.PollIndex;
import org.mosix.runtime.jvm.Internals;
import org.mosix.runtime.jvm.PerClass;

/** The instrumented class files of this process: the program's as they were defined, the JDK's made again from its image. */
public final class ClassCatalog {

  private static final PollIndex NOTHING = PollIndex.none();

  /** Classes of the JDK that the transformer was given; the VM keeps those from it that are loaded while it works. */
  private final Set<String> seen = ConcurrentHashMap.newKeySet();
  private final WeakIdentityMap<ClassLoader, Map<String, byte[]>> files = new WeakIdentityMap<>();
  private final List<AddressUser> addressUsers = new ArrayList<>();
  private final PerClass<Entry> entries = new PerClass<>(Entry::new);

  private record AddressUser(WeakReference<ClassLoader> loader, String name) {}

  private static final class Entry {
    private byte[] file;
    private PollIndex polls;
  }

  /** Remembers the file of a class of the program that is being defined; {@code name} is internal. */
  public void defined(ClassLoader loader, String name, byte[] file) {
    synchronized (files) {
      Map<String, byte[]> known = files.get(loader);
      if (known == null) {
        known = new ConcurrentHashMap<>();
        files.put(loader, known);
      }
      known.put(name, file);
    }
  }

  /** Null if no class of this loader was defined. */
  private Map<String, byte[]> files(ClassLoader loader) {
    synchronized (files) {
      return files.get(loader);
    }
  }

  /** Notes a class of the program, of this internal name, that works with addresses of memory behind the runtime's back. */
  void usesAddresses(ClassLoader loader, String name) {
    synchronized (addressUsers) {
      String type = name.replace('/', '.');
      // A class that is redefined is known.
      if (addressUsers.stream().noneMatch(user -> user.loader().get() == loader && user.name().equals(type))) {
        addressUsers.add(new AddressUser(new WeakReference<>(loader), type));
      }
    }
  }

  /** The name of an initialised class of the program that does so; null if there is none. */
  public String addressUser() {
    synchronized (addressUsers) {
      for (AddressUser user : addressUsers) {
        ClassLoader loader = user.loader().get();
        Class<?> type = loader == null ? null : LoaderAnswers.loaded(loader, user.name());
        if (type != null && !Internals.UNSAFE.shouldBeInitialized(type)) {
          return user.name();
        }
      }
    }
    return null;
  }

  /** True if {@code file}, of a class of the program, has its polls already: the VM shows the transformer what came with the process again. */
  boolean isFile(ClassLoader loader, String name, byte[] file) {
    Map<String, byte[]> of = files(loader);
    return of != null && Arrays.equals(of.get(name), file);
  }

  /** The JDK's class of this internal name is instrumented from now on, if it is one that is. */
  public void seen(String name) {
    seen.add(name);
  }

  /** True if the transformer was given the JDK's class of this internal name. */
  public boolean wasSeen(String name) {
    return seen.contains(name);
  }

  /** Identity hashes of loaders have changed. */
  public void rehash() {
    synchronized (files) {
      files.rehash();
    }
  }

  /** The class file with polls, or null if the class was not instrumented. */
  public byte[] file(Class<?> type) {
    Entry entry = entries.get(type);
    byte[] file = entry.file;
    if (file == null) {
      file = find(type);
      entry.file = file;
    }
    return file;
  }

  /** Where the polls of the class are; empty for a class that has none. */
  public PollIndex polls(Class<?> type) {
    Entry entry = entries.get(type);
    PollIndex polls = entry.polls;
    if (polls == null) {
      byte[] file = file(type);
      polls = file == null ? NOTHING : PollIndex.of(file);
      entry.polls = polls;
    }
    return polls;
  }

  private byte[] find(Class<?> type) {
    String name = type.getName().replace('.', '/');
    ClassLoader loader = type.getClassLoader();
    if (isJdk(loader)) {
      return Capturable.ours(name) || Capturable.jdk(name) && wasSeen(name) ? instrumented(type, name) : null;
    }
    Map<String, byte[]> of = files(loader);
    return of == null ? null : of.get(name);
  }

  private static byte[] instrumented(Class<?> type, String name) {
    try (InputStream in = Capturable.ours(name) ? ours(name) : type.getModule().getResourceAsStream(name + ".class")) {
      return in == null ? null : Instrumenter.instrument(in.readAllBytes());
    } catch (IOException e) {
      throw new IllegalStateException("the class file of " + type.getName() + " cannot be read", e);
    }
  }

  /** The boot classes lie hidden in the agent's file. */
  private static InputStream ours(String name) {
    return ClassCatalog.class.getClassLoader().getResourceAsStream(name + ".class");
  }

  /** True for the boot and platform loaders, and for those of accessors that reflection generates (until 21). */
  public static boolean isJdk(ClassLoader loader) {
    return loader == null
        || loader == ClassLoader.getPlatformClassLoader()
        || loader.getClass().getName().equals("jdk.internal.reflect.DelegatingClassLoader");
  }
}
