package org.mosix.runtime.image;

import java.io.IOException;
import java.lang.invoke.MethodType;

/** {@link MethodType}s: canonical in every JVM. */
final class TypeOfMethod extends Special {

  @Override
  boolean accepts(Class<?> type) {
    return type == MethodType.class;
  }

  @Override
  void write(Object o, Walk walk) throws CannotMove, IOException {
    LambdaRecipe.type(walk.classes, (MethodType) o);
  }

  @Override
  Object read(Build build) throws IOException {
    return LambdaRecipe.type(build.classes);
  }
}
