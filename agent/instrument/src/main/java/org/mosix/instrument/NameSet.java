package org.mosix.instrument;

import java.util.Set;

/**
 * Packages and classes, by internal names: one with a slash at its end has everything below it, another the class of that name and what it
 * encloses. Asked for every class a JVM loads, mostly in interpreted code: a look-up for each part of a name is faster than a comparison
 * with a hundred others.
 */
final class NameSet {

  private final Set<String> names;

  private NameSet(Set<String> names) {
    this.names = names;
  }

  static NameSet of(String... names) {
    return new NameSet(Set.of(names));
  }

  boolean contains(String name) {
    for (int slash = name.indexOf('/'); slash >= 0; slash = name.indexOf('/', slash + 1)) {
      if (names.contains(name.substring(0, slash + 1))) {
        return true;
      }
    }
    for (int dollar = name.indexOf('$'); dollar >= 0; dollar = name.indexOf('$', dollar + 1)) {
      if (names.contains(name.substring(0, dollar))) {
        return true;
      }
    }
    return names.contains(name);
  }
}
