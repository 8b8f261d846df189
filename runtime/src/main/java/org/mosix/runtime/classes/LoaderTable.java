package org.mosix.runtime.classes;

import java.util.Collection;
import org.mosix.runtime.image.Loaders;

/**
 * The class loaders of the process by number, and its layers of modules but for the boot layer. Numbers stay with a process on all its
 * moves; they are given in order of appearance. Loaders that the process does not use any more are unloaded.
 */
public final class LoaderTable implements Loaders {

  private final WeakNumbers<ClassLoader> loaders = new WeakNumbers<>(CUSTOM);
  private final WeakNumbers<ModuleLayer> layers = new WeakNumbers<>(1);

  public LoaderTable() {
    loaders.put(1, ClassLoader.getPlatformClassLoader());
    loaders.put(2, ClassLoader.getSystemClassLoader());
    loaders.put(3, LoaderTable.class.getClassLoader());
  }

  /** Numbers a layer of modules that has none yet. */
  public synchronized int addLayer(ModuleLayer layer) {
    return layers.add(layer);
  }

  /** Gives a layer the number it has elsewhere, and keeps it until {@link #keepUsed}. */
  public synchronized void putLayer(int id, ModuleLayer layer) {
    layers.put(id, layer);
    layers.keep(layer);
  }

  @Override
  public synchronized int layerId(ModuleLayer layer) {
    return layer == ModuleLayer.boot() ? 0 : layers.of(layer);
  }

  @Override
  public synchronized ModuleLayer layer(int id) {
    return id == 0 ? ModuleLayer.boot() : layers.get(id);
  }

  @Override
  public synchronized Collection<ModuleLayer> layers() {
    return layers.all();
  }

  @Override
  public synchronized int idOf(ClassLoader loader) {
    return loader == null ? 0 : loaders.of(loader);
  }

  @Override
  public synchronized ClassLoader loader(int id) {
    ClassLoader loader = loaders.get(id);
    if (id != 0 && loader == null) {
      throw new IllegalArgumentException("class loader: " + id + " (expected: one of " + loaders.all().size() + " known here)");
    }
    return loader;
  }

  /** Numbers a loader of the program that has none yet. */
  public synchronized int add(ClassLoader loader) {
    return loader == null ? 0 : loaders.add(loader);
  }

  /** Gives a loader the number it has elsewhere, and keeps it until {@link #keepUsed}. */
  public synchronized void put(int id, ClassLoader loader) {
    loaders.put(id, loader);
    loaders.keep(loader);
  }

  /** The process has left: all stay as they are, and are found when it comes back. */
  public synchronized void keepAll() {
    loaders.keepAll();
    layers.keepAll();
  }

  /** The process is here: what it does not use may go. */
  public synchronized void keepUsed() {
    loaders.keepNone();
    layers.keepNone();
  }

  /** The next number of a loader. */
  public synchronized int next() {
    return loaders.next();
  }

  /** The next number of a layer. */
  public synchronized int nextLayer() {
    return layers.next();
  }

  /** Numbers below these were given where the process comes from. */
  public synchronized void skipTo(int loader, int layer) {
    loaders.skipTo(loader);
    layers.skipTo(layer);
  }

  @Override
  public synchronized Collection<ClassLoader> all() {
    return loaders.all();
  }

  /** The program's own. */
  public synchronized ClassLoader[] custom() {
    return loaders.all().stream().filter(loader -> loaders.of(loader) >= CUSTOM).toArray(ClassLoader[]::new);
  }

  /** Identity hashes of loaders have changed. */
  public synchronized void rehash() {
    loaders.rehash();
    layers.rehash();
  }

  /** True if a loader has this number. */
  public synchronized boolean has(int id) {
    return id == 0 || loaders.get(id) != null;
  }
}
