package org.mosix.runtime.move;

import com.esotericsoftware.kryo.KryoException;
import com.esotericsoftware.kryo.io.Input;
import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.security.CodeSource;
import java.security.ProtectionDomain;
import java.security.cert.Certificate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.mosix.boot.RuntimeThread;
import org.mosix.runtime.classes.AdoptedClasses;
import org.mosix.runtime.classes.ArrivingClasses;
import org.mosix.runtime.classes.ClassCatalog;
import org.mosix.runtime.classes.KnownPolls;
import org.mosix.runtime.classes.LoaderAnswers;
import org.mosix.runtime.classes.LoaderTable;
import org.mosix.runtime.image.FreshLoader;
import org.mosix.runtime.jvm.Internals;
import org.mosix.runtime.jvm.JdkLibraries;

/** Defines in this JVM the classes a {@link ClassBundle} brings, and marks those initialised that were where they come from. */
final class ClassDefiner {

  private final LoaderTable loaders;
  private final AdoptedClasses adopted;
  private final ArrivingClasses arriving;
  private final LoaderAnswers answers;
  private final Map<String, ProtectionDomain> domains = new HashMap<>();

  ClassDefiner(LoaderTable loaders, AdoptedClasses adopted, ArrivingClasses arriving, LoaderAnswers answers) {
    this.loaders = loaders;
    this.adopted = adopted;
    this.arriving = arriving;
    this.answers = answers;
  }

  void define(byte[] bundle) throws IOException {
    Input in = new Input(bundle);
    List<Class<?>> initialised = new ArrayList<>();
    List<Class<?>> failed = new ArrayList<>();
    try {
      for (byte kind = in.readByte(); kind != ClassBundle.END; kind = in.readByte()) {
        switch (kind) {
          case ClassBundle.LOADER -> loader(in);
          case ClassBundle.FOUND -> answers.add(in.readInt(), in.readString(), in.readInt());
          case ClassBundle.LAYER -> new LayerForm(loaders).read(in);
          case ClassBundle.GRANT -> new ModuleGrants(loaders).read(in);
          case ClassBundle.NEXT -> loaders.skipTo(in.readInt(), in.readInt());
          case ClassBundle.BOOT_MODULES -> BootModules.read(in);
          case ClassBundle.LIBRARY -> library(in.readString());
          case ClassBundle.CLASS -> type(in);
          case ClassBundle.NAMED -> find(ClassBundle.Name.read(in));
          case ClassBundle.INITIALISED -> initialised.add(find(ClassBundle.Name.read(in)));
          case ClassBundle.FAILED -> failed.add(find(ClassBundle.Name.read(in)));
          default -> throw new IOException("class bundle: entry of kind " + kind + " (expected: 0 to " + ClassBundle.BOOT_MODULES + ")");
        }
      }
    } catch (KryoException e) {
      throw new IOException("class bundle: damaged at byte " + in.position() + " of " + bundle.length, e);
    }
    initialise(initialised);
    fail(failed);
  }

  /** All that the process needs is in its image, which is here. */
  void end() {
    domains.clear();
    loaders.keepUsed();
  }

  /** From this node's own JDK. */
  private static void library(String name) {
    try (RuntimeThread.Acting own = RuntimeThread.acting(false)) {
      JdkLibraries.load(name);
    }
  }

  private void loader(Input in) throws IOException {
    int id = in.readInt();
    ClassBundle.Name type = ClassBundle.Name.read(in);
    int parent = in.readInt();
    String name = in.readString();
    boolean parallel = in.readBoolean();
    if (!loaders.has(id)) {
      ClassLoader made = fresh(find(type), name, loaders.loader(parent), parallel);
      loaders.put(id, made);
      KnownPolls.ask(made);
    }
  }

  /** The VM initialises a class to make an object of it; where the loader comes from that has been done, as there is one. */
  private ClassLoader fresh(Class<?> type, String name, ClassLoader parent, boolean parallel) throws IOException {
    for (Class<?> c = type; c != null && !ClassCatalog.isJdk(c.getClassLoader()); c = c.getSuperclass()) {
      adopted.add(c);
    }
    try {
      return FreshLoader.allocate(type, name, parent, parallel);
    } catch (InstantiationException | IllegalArgumentException e) {
      throw new IOException("a class loader of " + type.getName() + " cannot be made", e);
    }
  }

  private void type(Input in) throws IOException {
    ClassBundle.Name name = ClassBundle.Name.read(in);
    String location = in.readString();
    int length = in.readInt();
    if (length < 0 || length > in.limit() - in.position()) {
      throw new IOException("class " + name.name() + ": " + length + " bytes (expected: at most " + (in.limit() - in.position()) + ")");
    }
    byte[] file = in.readBytes(length);
    ClassLoader loader = loaders.loader(name.loader());
    if (LoaderAnswers.loaded(loader, name.name()) == null) {
      arriving.define(loader, name.name(), file, domain(name.loader(), loader, location));
    }
  }

  private ProtectionDomain domain(int id, ClassLoader loader, String location) {
    if (location == null) {
      return null;
    }
    return domains.computeIfAbsent(
        id + " " + location,
        k -> {
          try {
            CodeSource source = new CodeSource(new URL(location), (Certificate[]) null);
            return new ProtectionDomain(source, null, loader, null);
          } catch (MalformedURLException e) {
            // A protocol only the program knows: its classes have no location here, as those it defines without one.
            return new ProtectionDomain(null, null, loader, null);
          }
        });
  }

  private Class<?> find(ClassBundle.Name name) throws IOException {
    ClassLoader loader = loaders.loader(name.loader());
    Class<?> found = loader == null ? null : LoaderAnswers.loaded(loader, name.name());
    if (found != null) {
      return found;
    }
    try {
      return Class.forName(name.name(), false, loader);
    } catch (ClassNotFoundException e) {
      throw new IOException("class " + name.name() + " is not here (expected: in the JDK of both nodes)", e);
    }
  }

  /** All are marked before the first is initialised: the VM initialises superclasses on the way. */
  private void initialise(List<Class<?>> types) {
    types.removeIf(type -> !Internals.UNSAFE.shouldBeInitialized(type));
    types.forEach(adopted::add);
    types.forEach(Internals.UNSAFE::ensureClassInitialized);
  }

  private void fail(List<Class<?>> types) {
    types.forEach(adopted::addFailed);
    for (Class<?> type : types) {
      try {
        Internals.UNSAFE.ensureClassInitialized(type);
      } catch (ExceptionInInitializerError | NoClassDefFoundError e) {
        // As it should: now it is here as it was there.
        continue;
      }
    }
  }
}
