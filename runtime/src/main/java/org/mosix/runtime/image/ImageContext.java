package org.mosix.runtime.image;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.IntUnaryOperator;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** What the writer and the reader of images must know of the process around them. Setters first, then use; not thread-safe. */
public final class ImageContext {

  final Loaders loaders;
  LambdaRecipes lambdas = LambdaRecipes.NONE;
  Supplier<Class<?>[]> loadedClasses = () -> new Class<?>[0];
  Predicate<String> maybeInterned = s -> false;
  Predicate<Thread> runtimeThread = t -> false;
  Predicate<Thread> stopped = t -> true;
  IntUnaryOperator descriptors = fd -> fd;
  Runnable rehash = () -> {};
  Supplier<String> untranslated = () -> null;
  boolean jdkState;
  final Map<String, Object> wellKnown = new LinkedHashMap<>();

  public ImageContext(Loaders loaders) {
    this.loaders = loaders;
  }

  /** All classes the VM has loaded ({@code Instrumentation.getAllLoadedClasses}): where JDK singletons are looked for. */
  public ImageContext loadedClasses(Supplier<Class<?>[]> value) {
    loadedClasses = value;
    return this;
  }

  public ImageContext lambdaRecipes(LambdaRecipes value) {
    lambdas = value;
    return this;
  }

  /** Files of the program's classes, null for unknown ones. */
  public ImageContext classFiles(Function<Class<?>, byte[]> value) {
    DeclaredField.classFiles(value);
    return this;
  }

  /** Strings worth asking {@code intern()} for, besides the literals of the initialised classes: none by default. */
  public ImageContext maybeInterned(Predicate<String> value) {
    maybeInterned = value;
    return this;
  }

  /** Threads of the runtime itself: finding one in the program's heap refuses the move. */
  public ImageContext runtimeThread(Predicate<Thread> value) {
    runtimeThread = value;
    return this;
  }

  /** The threads whose frames the image has: finding another virtual thread that is alive refuses the move. */
  public ImageContext stopped(Predicate<Thread> value) {
    stopped = value;
    return this;
  }

  /** Called when a reader has changed identity hashes of classes or loaders that were here: tables keyed by them are out of order. */
  public ImageContext whenRehashed(Runnable value) {
    rehash = value;
    return this;
  }

  /** How a file descriptor of the image is called here; not asked for -1. Reader only. */
  public ImageContext descriptors(IntUnaryOperator value) {
    descriptors = value;
    return this;
  }

  /** Why addresses of memory that the program knows cannot be translated; null if they can. Writer only. */
  public ImageContext untranslated(Supplier<String> value) {
    untranslated = value;
    return this;
  }

  /** Whether the JDK's own process-wide state (properties, standard streams, counters) travels too. Writer only; off by default. */
  public ImageContext jdkState(boolean value) {
    jdkState = value;
    return this;
  }

  /** An object that has a counterpart of this name in every JVM and is never copied, as the main thread group. */
  public ImageContext wellKnown(String name, Object object) {
    wellKnown.put(name, object);
    return this;
  }

  List<Class<?>> initialised(Collection<Class<?>> classes) {
    List<Class<?>> result = new ArrayList<>(classes.size());
    for (Class<?> type : classes) {
      if (!type.isArray() && !type.isPrimitive()) {
        result.add(type);
      }
    }
    return result;
  }
}
