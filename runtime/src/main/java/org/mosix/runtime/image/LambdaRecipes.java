package org.mosix.runtime.image;

/** What the instrumentation of the JDK's lambda factory recorded. */
public interface LambdaRecipes {

  /** For images without lambdas that were spun at run time. */
  LambdaRecipes NONE =
      new LambdaRecipes() {
        @Override
        public Object factoryOf(Class<?> proxy) {
          return null;
        }

        @Override
        public Class<?> hostOf(Class<?> caller) {
          return caller;
        }
      };

  /** The {@code InnerClassLambdaMetafactory} that made the hidden class; null when it was not recorded. */
  Object factoryOf(Class<?> proxy);

  /** The program's class that {@code caller} stands for: itself, unless it was generated to continue a method of another. */
  Class<?> hostOf(Class<?> caller);
}
