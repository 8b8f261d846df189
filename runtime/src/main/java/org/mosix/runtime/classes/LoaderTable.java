package org.mosix.runtime.classes;

import java.util.ArrayList;
import java.util.Collection;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.mosix.runtime.image.Loaders;

/** The class loaders of the process by number. Numbers stay with a process on all its moves; they are given in order of appearance. */
public final class LoaderTable implements Loaders {

  private final List<ClassLoader> loaders = new ArrayList<>();
  /** But for the boot layer; the first is number 1. */
  private final List<ModuleLayer> layers = new ArrayList<>();
  private final Map<ClassLoader, Integer> ids = new IdentityHashMap<>();

  public LoaderTable() {
    loaders.add(null);
    put(1, ClassLoader.getPlatformClassLoader());
    put(2, ClassLoader.getSystemClassLoader());
    put(3, LoaderTable.class.getClassLoader());
  }

  /** Numbers a layer of modules that has none yet. */
  public synchronized int addLayer(ModuleLayer layer) {
    if (layerId(layer) < 0) {
      layers.add(layer);
    }
    return layerId(layer);
  }

  /** Gives a layer the number it has elsewhere. */
  public synchronized void putLayer(int id, ModuleLayer layer) {
    while (layers.size() < id) {
      layers.add(null);
    }
    layers.set(id - 1, layer);
  }

  @Override
  public synchronized int layerId(ModuleLayer layer) {
    int at = layers.indexOf(layer);
    return layer == ModuleLayer.boot() ? 0 : at < 0 ? -1 : at + 1;
  }

  @Override
  public synchronized ModuleLayer layer(int id) {
    return id == 0 ? ModuleLayer.boot() : id < 0 || id > layers.size() ? null : layers.get(id - 1);
  }

  @Override
  public synchronized int idOf(ClassLoader loader) {
    if (loader == null) {
      return 0;
    }
    Integer id = ids.get(loader);
    return id == null ? -1 : id;
  }

  @Override
  public synchronized ClassLoader loader(int id) {
    if (id < 0 || id >= loaders.size() || id > 0 && loaders.get(id) == null) {
      throw new IllegalArgumentException("class loader: " + id + " (expected: one of " + loaders.size() + " known here)");
    }
    return loaders.get(id);
  }

  /** Numbers a loader of the program that has none yet. */
  public synchronized int add(ClassLoader loader) {
    int id = idOf(loader);
    if (id < 0) {
      id = loaders.size();
      put(id, loader);
    }
    return id;
  }

  /** Gives a loader the number it has elsewhere. */
  public synchronized void put(int id, ClassLoader loader) {
    while (loaders.size() <= id) {
      loaders.add(null);
    }
    loaders.set(id, loader);
    ids.put(loader, id);
  }

  @Override
  public synchronized Collection<ClassLoader> all() {
    return loaders.stream().filter(Objects::nonNull).toList();
  }

  /** The program's own. */
  public synchronized ClassLoader[] custom() {
    return loaders.subList(Math.min(CUSTOM, loaders.size()), loaders.size()).stream().filter(Objects::nonNull).toArray(ClassLoader[]::new);
  }

  /** Identity hashes of loaders have changed. */
  public synchronized void rehash() {
    ids.clear();
    for (int id = 1; id < loaders.size(); id++) {
      if (loaders.get(id) != null) {
        ids.put(loaders.get(id), id);
      }
    }
  }

  /** True if a loader has this number. */
  public synchronized boolean has(int id) {
    return id < loaders.size() && (id == 0 || loaders.get(id) != null);
  }
}
