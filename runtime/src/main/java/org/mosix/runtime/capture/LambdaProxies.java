package org.mosix.runtime.capture;

import java.util.concurrent.atomic.AtomicReference;
import java.util.function.UnaryOperator;
import org.mosix.boot.Resumption;
import org.mosix.runtime.image.LambdaRecipes;
import org.mosix.runtime.jvm.PerClass;
import org.mosix.runtime.resume.ResumeClasses;

/** The lambda proxies and other hidden classes of this JVM and what made them, so that an image can make them again elsewhere. */
public final class LambdaProxies implements LambdaRecipes {

  private final ClassLoader runtime = LambdaProxies.class.getClassLoader();
  private final ResumeClasses resumes;
  private final UnaryOperator<byte[]> rewrite;
  private final PerClass<AtomicReference<Object>> factories = new PerClass<>(AtomicReference::new);
  private final PerClass<AtomicReference<Object>> definers = new PerClass<>(AtomicReference::new);

  /** @param rewrite applied to hidden classes that arrive: they pass no transformer */
  public LambdaProxies(ResumeClasses resumes, UnaryOperator<byte[]> rewrite) {
    this.resumes = resumes;
    this.rewrite = rewrite;
  }

  /** Called by the JDK's factory as it spins {@code proxy}. */
  void spun(Object factory, Class<?> proxy) {
    if (proxy.getClassLoader() != runtime) {
      factories.get(proxy).set(factory);
    }
  }

  /**
   * Called by the JDK as it defines a hidden class. What the factory of lambdas has made is known by that; the JDK's own are method handles
   * and concatenations; and those that continue frames stand for other classes. A program may have any class for a host.
   */
  void defined(Object definer, Class<?> type) {
    String name = type.getName();
    if (type.getClassLoader() != runtime && !name.contains("$$Lambda") && !name.startsWith("java.lang.invoke.")
        && !name.startsWith("java.lang.String$$") && !Resumption.class.isAssignableFrom(type)) {
      definers.get(type).set(definer);
    }
  }

  @Override
  public Object definerOf(Class<?> hidden) {
    return definers.get(hidden).get();
  }

  @Override
  public byte[] adapted(byte[] file) {
    return rewrite.apply(file);
  }

  @Override
  public Object factoryOf(Class<?> proxy) {
    return factories.get(proxy).get();
  }

  @Override
  public Class<?> hostOf(Class<?> caller) {
    ResumeClasses.Origin origin = resumes.originOf(caller);
    return origin == null ? caller : origin.owner();
  }
}
