package org.mosix.runtime.move;

import com.esotericsoftware.kryo.io.Input;
import com.esotericsoftware.kryo.io.Output;
import java.lang.invoke.MethodHandle;
import java.lang.ref.Reference;
import java.util.Map;
import java.util.Set;
import org.mosix.runtime.classes.LoaderTable;
import org.mosix.runtime.image.Loaders;
import org.mosix.runtime.jvm.Internals;

/** Which modules read, export and open what beyond their descriptions, as far as modules of the program's own layers are concerned. */
final class ModuleGrants {

  private static final byte NAMED = 1;
  private static final byte UNNAMED = 2;
  private static final byte EVERYBODY = 3;
  private static final byte ALL_UNNAMED = 4;

  private static final String READS = "";

  private static final Class<?> DATA = Internals.type("java.lang.Module$ReflectionData");
  private static final Class<?> PAIR = Internals.type("java.lang.WeakPairMap$Pair$Weak");
  private static final Module EVERYONE = (Module) Internals.constant(Module.class, "EVERYONE_MODULE");
  private static final Module EVERY_UNNAMED = (Module) Internals.constant(Module.class, "ALL_UNNAMED_MODULE");
  private static final MethodHandle READ = Internals.method(Module.class, "implAddReads", Module.class);
  private static final MethodHandle EXPORT = Internals.method(Module.class, "implAddExports", String.class, Module.class);
  private static final MethodHandle OPEN = Internals.method(Module.class, "implAddOpens", String.class, Module.class);

  private final LoaderTable loaders;

  ModuleGrants(LoaderTable loaders) {
    this.loaders = loaders;
  }

  /**
   * One entry of the bundle for each.
   *
   * @param layers that the target knows, and whose modules count
   * @param custom loaders of the program's that it knows
   */
  void write(Set<ModuleLayer> layers, Set<ClassLoader> custom, Output out) {
    for (Map.Entry<?, ?> entry : table("reads").entrySet()) {
      write(entry.getKey(), READS, false, layers, custom, out);
    }
    for (Map.Entry<?, ?> entry : table("exports").entrySet()) {
      for (Map.Entry<?, ?> granted : ((Map<?, ?>) entry.getValue()).entrySet()) {
        write(entry.getKey(), (String) granted.getKey(), Boolean.TRUE.equals(granted.getValue()), layers, custom, out);
      }
    }
  }

  private static Map<?, ?> table(String name) {
    Object pairs = Internals.constant(DATA, name);
    return (Map<?, ?>) Internals.UNSAFE.getReference(pairs, Internals.offset(pairs.getClass(), "map"));
  }

  private void write(Object pair, String what, boolean opened, Set<ModuleLayer> layers, Set<ClassLoader> custom, Output out) {
    Module from = (Module) ((Reference<?>) pair).get();
    Module to = (Module) ((Reference<?>) Internals.UNSAFE.getReference(pair, Internals.offset(PAIR, "peer"))).get();
    if (from == null || to == null || !counts(from, layers) && !counts(to, layers) || !isKnown(from, layers, custom)
        || !isKnown(to, layers, custom)) {
      return;
    }
    out.writeByte(ClassBundle.GRANT);
    module(from, out);
    out.writeString(what);
    out.writeBoolean(opened);
    module(to, out);
  }

  private static boolean counts(Module module, Set<ModuleLayer> layers) {
    return layers.contains(module.getLayer()) || BootModules.isProgram(module);
  }

  private boolean isKnown(Module module, Set<ModuleLayer> layers, Set<ClassLoader> custom) {
    if (module == EVERYONE || module == EVERY_UNNAMED) {
      return true;
    }
    if (module.isNamed()) {
      return module.getLayer() == ModuleLayer.boot() || layers.contains(module.getLayer());
    }
    int id = loaders.idOf(module.getClassLoader());
    return id >= 0 && id < Loaders.CUSTOM || custom.contains(module.getClassLoader());
  }

  private void module(Module module, Output out) {
    if (module == EVERYONE || module == EVERY_UNNAMED) {
      out.writeByte(module == EVERYONE ? EVERYBODY : ALL_UNNAMED);
    } else if (module.isNamed()) {
      out.writeByte(NAMED);
      out.writeInt(loaders.layerId(module.getLayer()));
      out.writeString(module.getName());
    } else {
      out.writeByte(UNNAMED);
      out.writeInt(loaders.idOf(module.getClassLoader()));
    }
  }

  void read(Input in) {
    Module from = module(in);
    String what = in.readString();
    boolean opened = in.readBoolean();
    Module to = module(in);
    try {
      if (what.equals(READS)) {
        READ.invokeExact(from, to);
      } else if (opened) {
        OPEN.invokeExact(from, what, to);
      } else {
        EXPORT.invokeExact(from, what, to);
      }
    } catch (Error | RuntimeException e) {
      throw e;
    } catch (Throwable e) {
      throw new IllegalStateException(from + " cannot be made known to " + to, e);
    }
  }

  private Module module(Input in) {
    byte kind = in.readByte();
    switch (kind) {
      case EVERYBODY:
        return EVERYONE;
      case ALL_UNNAMED:
        return EVERY_UNNAMED;
      case NAMED:
        ModuleLayer layer = loaders.layer(in.readInt());
        return layer.findModule(in.readString()).orElseThrow();
      default:
        ClassLoader loader = loaders.loader(in.readInt());
        return loader == null ? (Module) Internals.constant(Internals.type("jdk.internal.loader.BootLoader"), "UNNAMED_MODULE") : loader.getUnnamedModule();
    }
  }
}
