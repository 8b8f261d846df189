package org.mosix.runtime.image;

import java.util.List;

/** Something made in one JVM and looked at in another. */
interface Scenario {

  Object make() throws Throwable;

  /** Throws when {@code root} is not what was made. */
  void check(Object root) throws Throwable;

  /** Classes whose statics travel. */
  default List<Class<?>> classes() {
    return List.of(getClass());
  }

  default ImageContext context(ImageContext context) {
    return context;
  }

  default void expect(boolean condition, String what) {
    if (!condition) {
      throw new AssertionError(what);
    }
  }
}
