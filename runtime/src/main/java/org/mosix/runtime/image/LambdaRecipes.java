package org.mosix.runtime.image;

/** What the instrumentation of the JDK's lambda factory recorded. */
public interface LambdaRecipes {

  /** The {@code InnerClassLambdaMetafactory} that made the hidden class; null when it was not recorded. */
  Object factoryOf(Class<?> proxy);
}
