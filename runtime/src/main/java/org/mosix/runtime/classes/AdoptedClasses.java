package org.mosix.runtime.classes;

import java.util.Collections;
import java.util.Set;
import java.util.WeakHashMap;
import java.util.function.Predicate;

/** Classes initialised in the JVM a process came from: their initialisers must not run again. */
public final class AdoptedClasses implements Predicate<Class<?>> {

  private final Set<Class<?>> classes = Collections.synchronizedSet(Collections.newSetFromMap(new WeakHashMap<>()));
  private volatile boolean any;

  public void add(Class<?> type) {
    classes.add(type);
    any = true;
  }

  @Override
  public boolean test(Class<?> type) {
    return any && classes.contains(type);
  }
}
