package org.mosix.runtime.move;

import com.esotericsoftware.kryo.io.Input;
import com.esotericsoftware.kryo.io.Output;
import java.io.IOException;
import java.lang.invoke.MethodHandle;
import java.lang.module.Configuration;
import java.lang.module.FindException;
import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleFinder;
import java.lang.module.ModuleReader;
import java.lang.module.ModuleReference;
import java.lang.module.ResolutionException;
import java.lang.module.ResolvedModule;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.mosix.runtime.jvm.Internals;

/**
 * The program's modules of the boot layer: those of the module path a program was started with. A target was started without them: there they
 * are made in a layer of their own above the boot layer, and then put into it.
 */
final class BootModules {

  private static final String JDK = "jrt";

  private static final Class<?> LOADER = Internals.type("jdk.internal.loader.BuiltinClassLoader");
  private static final MethodHandle LOAD = Internals.method(LOADER, "loadModule", ModuleReference.class);
  private static final long READERS = Internals.offset(LOADER, "moduleToReader");
  private static final long CONFIGURATION = Internals.offset(ModuleLayer.class, "cf");
  private static final long LAYERS_MODULES = Internals.offset(ModuleLayer.class, "nameToModule");
  private static final long LAYERS_SET = Internals.offset(ModuleLayer.class, "modules");
  private static final long LAYERS_SERVICES = Internals.offset(ModuleLayer.class, "servicesCatalog");
  private static final long RESOLVED = Internals.offset(Configuration.class, "modules");
  private static final long RESOLVED_BY_NAME = Internals.offset(Configuration.class, "nameToModule");
  private static final long LAYER = Internals.offset(Module.class, "layer");

  private BootModules() {}

  /** True for a module that another JVM does not have by itself. */
  static boolean isProgram(Module module) {
    return module.isNamed() && module.getLayer() == ModuleLayer.boot()
        && ModuleLayer.boot().configuration().findModule(module.getName()).filter(BootModules::isProgram).isPresent();
  }

  private static boolean isProgram(ResolvedModule module) {
    return module.reference().location().filter(place -> !JDK.equals(place.getScheme())).isPresent();
  }

  /** Writes all of them; false if there are none. */
  static boolean write(Output out) {
    List<ModuleReference> all = new ArrayList<>();
    for (ResolvedModule module : ModuleLayer.boot().configuration().modules()) {
      if (isProgram(module)) {
        all.add(module.reference());
      }
    }
    if (all.isEmpty()) {
      return false;
    }
    out.writeByte(ClassBundle.BOOT_MODULES);
    out.writeInt(all.size());
    for (ModuleReference module : all) {
      DescriptorForm.write(module.descriptor(), out);
      out.writeString(module.location().orElseThrow().toString());
    }
    return true;
  }

  /** @throws IOException if the modules cannot be put together here as they were */
  static void read(Input in) throws IOException {
    Map<String, ModuleReference> modules = new LinkedHashMap<>();
    for (int i = in.readInt(); i > 0; i--) {
      ModuleDescriptor descriptor = DescriptorForm.read(in);
      modules.put(descriptor.name(), new Remote(descriptor, URI.create(in.readString())));
    }
    ClassLoader loader = ClassLoader.getSystemClassLoader();
    if (LOADER.isInstance(loader)) {
      // Files that this JVM opened for the process while it was here before are closed.
      ((Map<?, ?>) Internals.UNSAFE.getReference(loader, READERS)).keySet().removeIf(module -> module instanceof Remote);
    }
    modules.keySet().removeIf(name -> ModuleLayer.boot().findModule(name).isPresent());
    if (!modules.isEmpty()) {
      define(modules, loader);
    }
  }

  private static void define(Map<String, ModuleReference> modules, ClassLoader loader) throws IOException {
    ModuleLayer boot = ModuleLayer.boot();
    try {
      Configuration together = boot.configuration().resolve(new GivenModules(modules), ModuleFinder.of(), modules.keySet());
      ModuleLayer made = boot.defineModules(together, name -> loader);
      for (ModuleReference module : modules.values()) {
        LOAD.invoke(loader, module);
      }
      join(boot, made, loader);
    } catch (FindException | ResolutionException | LayerInstantiationException e) {
      throw new IOException("the modules " + modules.keySet() + " cannot be defined: " + e.getMessage(), e);
    } catch (Error | RuntimeException e) {
      throw e;
    } catch (Throwable e) {
      throw new IllegalStateException("the modules " + modules.keySet() + " cannot be made known to " + loader, e);
    }
  }

  private static void join(ModuleLayer boot, ModuleLayer made, ClassLoader loader) {
    Map<String, Module> modules = new HashMap<>(field(boot, LAYERS_MODULES));
    for (Module module : made.modules()) {
      modules.put(module.getName(), module);
      Internals.UNSAFE.putReferenceVolatile(module, LAYER, boot);
    }
    Configuration configuration = boot.configuration();
    Set<ResolvedModule> resolved = new HashSet<>(configuration.modules());
    Map<String, ResolvedModule> resolvedByName = new HashMap<>(field(configuration, RESOLVED_BY_NAME));
    for (ResolvedModule module : made.configuration().modules()) {
      resolved.add(module);
      resolvedByName.put(module.name(), module);
    }
    Internals.UNSAFE.putReferenceVolatile(configuration, RESOLVED, resolved);
    Internals.UNSAFE.putReferenceVolatile(configuration, RESOLVED_BY_NAME, resolvedByName);
    Internals.UNSAFE.putReferenceVolatile(boot, LAYERS_MODULES, modules);
    // Both are made again from those by name.
    Internals.UNSAFE.putReferenceVolatile(boot, LAYERS_SET, null);
    Internals.UNSAFE.putReferenceVolatile(boot, LAYERS_SERVICES, null);
    forget(made, loader);
  }

  @SuppressWarnings("unchecked")
  private static <T> Map<String, T> field(Object of, long offset) {
    return (Map<String, T>) Internals.UNSAFE.getReference(of, offset);
  }

  /** Its services would be found twice. */
  private static void forget(ModuleLayer made, ClassLoader loader) {
    try {
      Object layers = Internals.constant(ModuleLayer.class, "CLV");
      MethodHandle get = Internals.method(layers.getClass().getSuperclass(), "get", ClassLoader.class);
      ((List<?>) get.invoke(layers, loader)).remove(made);
    } catch (Error | RuntimeException e) {
      throw e;
    } catch (Throwable e) {
      throw new IllegalStateException("the layers of " + loader + " are not known", e);
    }
  }

  /** Read where it was: at home. */
  private static final class Remote extends ModuleReference {

    Remote(ModuleDescriptor descriptor, URI location) {
      super(descriptor, location);
    }

    @Override
    public ModuleReader open() throws IOException {
      return ModuleFinder.of(Path.of(location().orElseThrow())).find(descriptor().name())
          .orElseThrow(() -> new IOException("module " + descriptor().name() + " is not at " + location().get() + " any more")).open();
    }
  }
}
