package org.mosix.runtime.move;

import java.lang.module.ModuleFinder;
import java.lang.module.ModuleReference;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Finds the modules that came with a process. */
record GivenModules(Map<String, ModuleReference> modules) implements ModuleFinder {

  @Override
  public Optional<ModuleReference> find(String name) {
    return Optional.ofNullable(modules.get(name));
  }

  @Override
  public Set<ModuleReference> findAll() {
    return new HashSet<>(modules.values());
  }
}
