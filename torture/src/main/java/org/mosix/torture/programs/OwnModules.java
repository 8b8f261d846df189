package org.mosix.torture.programs;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.module.Configuration;
import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleFinder;
import java.lang.module.ModuleReader;
import java.lang.module.ModuleReference;
import java.net.URI;
import java.nio.ByteBuffer;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntUnaryOperator;
import java.util.stream.Stream;

/** Modules of the program's own: layers over the boot layer, in loaders of the JDK and of its own, with exports and reads given at run time. */
public final class OwnModules {

  private static final String HERE = OwnModules.class.getPackageName();
  /** Of the boot layer; the own modules export their package to it. */
  private static final String FRIEND = "java.logging";

  private OwnModules() {}

  /** Defined once in each module. */
  public static final class Plugin implements IntUnaryOperator {
    private static int calls;

    @Override
    public int applyAsInt(int operand) {
      calls++;
      int x = operand;
      for (int i = 0; i < 2_000; i++) {
        x = x * 31 + i;
      }
      return x + calls;
    }
  }

  private static byte[] bytes() {
    try (InputStream in = OwnModules.class.getResourceAsStream("OwnModules$Plugin.class")) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The one class of its module. */
  private static final class Contents implements ModuleReader {
    @Override
    public Optional<URI> find(String name) {
      return name.endsWith("OwnModules$Plugin.class") ? Optional.of(URI.create("made:" + name)) : Optional.empty();
    }

    @Override
    public Optional<ByteBuffer> read(String name) {
      return find(name).map(found -> ByteBuffer.wrap(bytes()));
    }

    @Override
    public Stream<String> list() {
      return Stream.of(HERE.replace('.', '/') + "/OwnModules$Plugin.class");
    }

    @Override
    public void close() {
      // Nothing is open.
    }
  }

  private static final class Made extends ModuleReference {
    Made(String name) {
      super(ModuleDescriptor.newModule(name).packages(Set.of(HERE)).requires("java.base")
          .exports(HERE, Set.of(FRIEND)).build(), URI.create("made:" + name));
    }

    @Override
    public ModuleReader open() {
      return new Contents();
    }
  }

  private record Only(ModuleReference module) implements ModuleFinder {
    @Override
    public Optional<ModuleReference> find(String name) {
      return Optional.of(module).filter(found -> found.descriptor().name().equals(name));
    }

    @Override
    public Set<ModuleReference> findAll() {
      return Set.of(module);
    }
  }

  private static final class Own extends ClassLoader {
    @Override
    protected Class<?> findClass(String name) throws ClassNotFoundException {
      byte[] bytes = bytes();
      return defineClass(name, bytes, 0, bytes.length);
    }

    @Override
    protected Class<?> findClass(String module, String name) {
      try {
        return name.endsWith("Plugin") ? findClass(name) : null;
      } catch (ClassNotFoundException e) {
        return null;
      }
    }
  }

  private static IntUnaryOperator plugin(String name, ClassLoader own) throws ReflectiveOperationException {
    Configuration resolved = ModuleLayer.boot().configuration().resolve(new Only(new Made(name)), ModuleFinder.of(), Set.of(name));
    ModuleLayer.Controller made = own == null ? ModuleLayer.defineModulesWithOneLoader(resolved, java.util.List.of(ModuleLayer.boot()), null)
        : ModuleLayer.defineModules(resolved, java.util.List.of(ModuleLayer.boot()), module -> own);
    Module module = made.layer().findModule(name).orElseThrow();
    made.addExports(module, HERE, OwnModules.class.getModule());
    Class<?> type = Class.forName(module, Plugin.class.getName());
    Check.same("module", module, type.getModule());
    return (IntUnaryOperator) type.getConstructor().newInstance();
  }

  public static void main(String[] args) throws Exception {
    IntUnaryOperator left = plugin("left", null);
    IntUnaryOperator right = plugin("right", new Own());
    Set<Module> modules = new HashSet<>(Set.of(ModuleLayer.boot().findModule(FRIEND).orElseThrow(), Object.class.getModule()));
    int base = left.applyAsInt(5) - 1;
    right.applyAsInt(5);
    Rounds rounds = Rounds.of(args);
    for (int n = 2; rounds.more(); n++) {
      Check.equal("left", base + n, left.applyAsInt(5));
      Check.equal("right", base + n, right.applyAsInt(5));
      Module module = left.getClass().getModule();
      Check.equal("name", "left", module.getName());
      Check.same("found in its layer", module, module.getLayer().findModule("left").orElseThrow());
      Check.holds("one of its layer's", module.getLayer().modules().contains(module));
      modules.forEach(other -> Check.equal("exported to " + other, other.getName().equals(FRIEND), module.isExported(HERE, other)));
      Check.holds("exported to its user", module.isExported(HERE, OwnModules.class.getModule()));
      Check.holds("not to all", !right.getClass().getModule().isExported(HERE));
      Check.same("found by name", right.getClass(), Class.forName(right.getClass().getModule(), Plugin.class.getName()));
    }
    Check.ok();
  }
}
