package org.mosix.runtime.move;

import com.esotericsoftware.kryo.io.Input;
import com.esotericsoftware.kryo.io.Output;
import java.security.CodeSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.mosix.runtime.classes.AdoptedClasses;
import org.mosix.runtime.classes.ClassCatalog;
import org.mosix.runtime.classes.LoaderTable;
import org.mosix.runtime.classes.ProgramClasses;
import org.mosix.runtime.image.Loaders;
import org.mosix.runtime.jvm.JdkLibraries;

/** Writes the classes of the program that a target does not have yet, superclasses and loaders first. */
final class ClassBundle {

  static final byte LOADER = 1;
  static final byte CLASS = 2;
  static final byte NAMED = 3;
  static final byte INITIALISED = 4;
  static final byte FAILED = 5;
  static final byte FOUND = 6;
  static final byte LAYER = 7;
  static final byte GRANT = 8;
  static final byte NEXT = 9;
  static final byte LIBRARY = 10;
  static final byte BOOT_MODULES = 11;
  static final byte END = 0;

  /** A class file is no longer than some hundreds of kilobytes, and a frame of a link holds 64 MB. */
  private static final int FRAME = 16 << 20;

  private final ProgramClasses program;
  private final ClassCatalog catalog;
  private final LoaderTable loaders;
  private final AdoptedClasses adopted;
  private final Set<Class<?>> sent = new HashSet<>();
  private final Set<Class<?>> initialised = new HashSet<>();
  /** With the names of the classes of others that each has found. */
  private final Map<ClassLoader, Set<String>> sentLoaders = new IdentityHashMap<>();

  private final Set<ModuleLayer> sentLayers = new HashSet<>();
  private final Set<String> sentLibraries = new HashSet<>();
  private boolean sentBootModules;
  private boolean hasBootModules;
  /** How long a bundle may become, in bytes, but for one class. */
  private int longest;
  private boolean hasMore;

  ClassBundle(ProgramClasses program, ClassCatalog catalog, LoaderTable loaders, AdoptedClasses adopted) {
    this.program = program;
    this.catalog = catalog;
    this.loaders = loaders;
    this.adopted = adopted;
  }

  /** Classes loaded, and classes initialised, since the last call, as many as go into a frame. */
  byte[] next() {
    longest = FRAME;
    // In this order: what the verifier has asked for when a class was initialised is among those loaded since.
    List<Class<?>> ready = ProgramClasses.initialised(program.loaded());
    Class<?>[] all = program.all();
    return entries(all, program.ofProgram(all), ready).toBytes();
  }

  /** True if the last call left some out. */
  boolean hasMore() {
    return hasMore;
  }

  /**
   * The same for the stopped process, and the classes whose initialisers have failed.
   *
   * @param all the classes of this JVM
   * @param loaded those of the program
   * @param ready those of them whose static initialiser has run
   */
  byte[] last(Class<?>[] all, List<Class<?>> loaded, List<Class<?>> ready) {
    longest = Integer.MAX_VALUE;
    Output out = entries(all, loaded, ready);
    out.setPosition(out.position() - 1);
    for (Class<?> type : ProgramClasses.failed(loaded, adopted)) {
      out.writeByte(FAILED);
      name(type, out);
    }
    out.writeByte(END);
    return out.toBytes();
  }

  private Output entries(Class<?>[] all, List<Class<?>> loaded, List<Class<?>> ready) {
    Output out = new Output(1 << 16, -1);
    for (String library : JdkLibraries.loaded()) {
      if (sentLibraries.add(library)) {
        out.writeByte(LIBRARY);
        out.writeString(library);
      }
    }
    if (!sentBootModules) {
      hasBootModules = BootModules.write(out);
      sentBootModules = true;
    }
    sentLoaders.forEach((loader, names) -> found(loader, names, out));
    // Where the VM makes a loader it links the loader's class, and asks for others by name: before they are here, it would search the class path.
    hasMore = false;
    for (Class<?> type : loaded) {
      if (isBuiltIn(type.getClassLoader())) {
        writeIfRoom(type, out);
      }
    }
    for (Class<?> type : loaded) {
      writeIfRoom(type, out);
    }
    // Classes of proxies are made there, by loaders that must be the same.
    for (ClassLoader loader : program.ofProxies(all)) {
      loader(loader, out);
    }
    if (hasBootModules || !sentLayers.isEmpty()) {
      new ModuleGrants(loaders).write(sentLayers, sentLoaders.keySet(), out);
    }
    for (Class<?> type : ready) {
      if (sent.contains(type) && initialised.add(type)) {
        out.writeByte(INITIALISED);
        name(type, out);
      }
    }
    out.writeByte(NEXT);
    out.writeInt(loaders.next());
    out.writeInt(loaders.nextLayer());
    out.writeByte(END);
    return out;
  }

  private void writeIfRoom(Class<?> type, Output out) {
    if (out.position() < longest) {
      write(type, out);
    } else {
      hasMore |= !sent.contains(type);
    }
  }

  /** Superclass and interfaces before the class; deep hierarchies are no reason to recurse deeply. */
  private void write(Class<?> first, Output out) {
    ArrayDeque<Class<?>> stack = new ArrayDeque<>();
    stack.push(first);
    while (!stack.isEmpty()) {
      Class<?> type = stack.peek();
      if (sent.contains(type)) {
        stack.pop();
        continue;
      }
      List<Class<?>> before = new ArrayList<>();
      if (type.getSuperclass() != null) {
        before.add(type.getSuperclass());
      }
      before.addAll(Arrays.asList(type.getInterfaces()));
      before.removeIf(t -> sent.contains(t) || ClassCatalog.isJdk(t.getClassLoader()));
      if (before.isEmpty()) {
        loader(type.getClassLoader(), out);
        layer(type.getModule().getLayer(), out);
        define(type, out);
        sent.add(type);
        stack.pop();
      } else {
        before.forEach(stack::push);
      }
    }
  }

  /** True for the loaders that every JVM has. */
  private boolean isBuiltIn(ClassLoader loader) {
    int id = loaders.idOf(loader);
    return id >= 0 && id < Loaders.CUSTOM;
  }

  private void loader(ClassLoader loader, Output out) {
    if (isBuiltIn(loader) || sentLoaders.containsKey(loader)) {
      return;
    }
    Set<String> names = new HashSet<>();
    sentLoaders.put(loader, names);
    if (loader.getParent() != null) {
      loader(loader.getParent(), out);
    }
    if (!ClassCatalog.isJdk(loader.getClass().getClassLoader())) {
      write(loader.getClass(), out);
    }
    int id = loaders.add(loader);
    out.writeByte(LOADER);
    out.writeInt(id);
    out.writeInt(loaders.idOf(loader.getClass().getClassLoader()));
    out.writeString(loader.getClass().getName());
    out.writeInt(loader.getParent() == null ? 0 : loaders.idOf(loader.getParent()));
    out.writeString(loader.getName());
    out.writeBoolean(loader.isRegisteredAsParallelCapable());
    found(loader, names, out);
  }

  /** Whom the loader asked for the classes it did not define itself; everybody finds those of the boot loader. */
  private void found(ClassLoader loader, Set<String> names, Output out) {
    for (Class<?> type : program.instrumentation().getInitiatedClasses(loader)) {
      ClassLoader definer = type.getClassLoader();
      if (definer != null && definer != loader && !type.isArray() && !type.isHidden() && names.add(type.getName())) {
        out.writeByte(FOUND);
        out.writeInt(loaders.idOf(loader));
        out.writeString(type.getName());
        out.writeInt(loaders.add(definer));
      }
    }
  }

  private void layer(ModuleLayer layer, Output out) {
    if (layer == null || layer == ModuleLayer.boot() || !sentLayers.add(layer)) {
      return;
    }
    layer.parents().forEach(parent -> layer(parent, out));
    layer.modules().forEach(module -> loader(module.getClassLoader(), out));
    out.writeByte(LAYER);
    new LayerForm(loaders).write(layer, out);
    // A superclass may be in a module that exports it to this one only.
    new ModuleGrants(loaders).write(sentLayers, sentLoaders.keySet(), out);
  }

  private void define(Class<?> type, Output out) {
    byte[] file = catalog.file(type);
    boolean ofJdk = type.getModule().getLayer() == ModuleLayer.boot() && !(hasBootModules && BootModules.isProgram(type.getModule()));
    if (ofJdk || file == null) {
      out.writeByte(NAMED);
      name(type, out);
      return;
    }
    out.writeByte(CLASS);
    name(type, out);
    CodeSource source = type.getProtectionDomain() == null ? null : type.getProtectionDomain().getCodeSource();
    out.writeString(source == null || source.getLocation() == null ? null : source.getLocation().toExternalForm());
    out.writeInt(file.length);
    out.writeBytes(file);
  }

  private void name(Class<?> type, Output out) {
    out.writeInt(loaders.idOf(type.getClassLoader()));
    out.writeString(type.getName());
  }

  /** A type name and the loader it belongs to. */
  record Name(int loader, String name) {
    static Name read(Input in) {
      return new Name(in.readInt(), in.readString());
    }
  }
}
