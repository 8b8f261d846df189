package org.mosix.runtime.image;

import java.io.IOException;
import java.security.Provider;
import java.security.Security;

/** Security providers of the JDK: the target's own, by name. */
final class InstalledProvider extends Special {

  @Override
  boolean accepts(Class<?> type) {
    return Provider.class.isAssignableFrom(type) && Jdk.owns(type);
  }

  @Override
  void write(Object o, Walk walk) throws IOException {
    walk.classes.text(((Provider) o).getName());
  }

  @Override
  Object read(Build build) throws IOException {
    String name = build.classes.text();
    Provider provider = Security.getProvider(name);
    if (provider == null) {
      throw new ImageException("security provider " + name + " is not here (expected: the same JDK and java.security file)");
    }
    return provider;
  }
}
