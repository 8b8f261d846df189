package org.mosix.runtime.capture;

import java.lang.invoke.MethodHandles;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.mosix.boot.Frame;
import org.mosix.boot.Hooks;

/** Counts the polls that are reached while armed, and lets all go on. */
public class CountedPolls extends Hooks {

  private final AtomicInteger polls = new AtomicInteger();

  public int count() {
    return polls.get();
  }

  @Override
  public boolean poll() {
    polls.incrementAndGet();
    return false;
  }

  @Override
  public void unwound() {}

  @Override
  public boolean adopted(Class<?> type) {
    return false;
  }

  @Override
  public Function<?, ?> each(java.util.function.Consumer<?> action) {
    throw new UnsupportedOperationException("nothing was resumed");
  }

  @Override
  public Class<?>[] context(Class<?>[] found) {
    return found;
  }

  @Override
  public Class<?> load(ClassLoader loader, String name) {
    throw new UnsupportedOperationException("nothing arrives");
  }

  @Override
  public void lambda(Object factory, Class<?> proxy) {}

  @Override
  public void defined(Object definer, Class<?> type) {}

  @Override
  public void interrupted(Thread target) {}

  @Override
  public void uncaught(Thread thread) {}

  @Override
  public boolean hides(Thread thread) {
    return false;
  }

  @Override
  public MethodHandles.Lookup lookup(Class<?> caller) {
    throw new UnsupportedOperationException("no frame was resumed");
  }

  @Override
  public Function<?, ?> walking(StackWalker walker, Function<?, ?> function) {
    return function;
  }

  @Override
  public Class<?> walked(Class<?> caller) {
    return caller;
  }

  @Override
  public Class<?> caller() {
    throw new UnsupportedOperationException("no frame was resumed");
  }

  @Override
  public void filled(Throwable thrown) {}

  @Override
  public void restored(Frame top) {}
}
