package org.mosix.runtime.image;

/** What was recorded of the hidden classes that were made. */
public interface LambdaRecipes {

  /** For images without lambdas that were spun at run time. */
  LambdaRecipes NONE =
      new LambdaRecipes() {
        @Override
        public Object factoryOf(Class<?> proxy) {
          return null;
        }

        @Override
        public Object definerOf(Class<?> hidden) {
          return null;
        }

        @Override
        public byte[] adapted(byte[] file) {
          return file;
        }

        @Override
        public Class<?> hostOf(Class<?> caller) {
          return caller;
        }
      };

  /** The {@code InnerClassLambdaMetafactory} that made the hidden class; null when it was not recorded. */
  Object factoryOf(Class<?> proxy);

  /** The {@code MethodHandles.Lookup.ClassDefiner} of a hidden class of the program that is no lambda; null when it was not recorded. */
  Object definerOf(Class<?> hidden);

  /** The file of a hidden class as it is to be defined in this JVM. */
  byte[] adapted(byte[] file);

  /** The program's class that {@code caller} stands for: itself, unless it was generated to continue a method of another. */
  Class<?> hostOf(Class<?> caller);
}
