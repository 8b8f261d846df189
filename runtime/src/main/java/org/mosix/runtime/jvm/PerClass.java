package org.mosix.runtime.jvm;

import java.util.function.Supplier;

/** Something mutable of this runtime's for each class, which the class keeps and nothing else does: it is unloaded with what is kept for it. */
public final class PerClass<T> extends ClassValue<T> {

  private final Supplier<T> first;

  public PerClass(Supplier<T> first) {
    this.first = first;
  }

  @Override
  protected T computeValue(Class<?> type) {
    return first.get();
  }
}
