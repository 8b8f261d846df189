package org.mosix.runtime.capture;

import java.util.concurrent.atomic.AtomicReference;
import org.mosix.runtime.image.LambdaRecipes;
import org.mosix.runtime.jvm.PerClass;
import org.mosix.runtime.resume.ResumeClasses;

/** The lambda proxy classes of this JVM and the factories that spun them, so that an image can spin them again elsewhere. */
public final class LambdaProxies implements LambdaRecipes {

  private final ClassLoader runtime = LambdaProxies.class.getClassLoader();
  private final ResumeClasses resumes;
  private final PerClass<AtomicReference<Object>> factories = new PerClass<>(AtomicReference::new);

  public LambdaProxies(ResumeClasses resumes) {
    this.resumes = resumes;
  }

  /** Called by the JDK's factory as it spins {@code proxy}. */
  void spun(Object factory, Class<?> proxy) {
    if (proxy.getClassLoader() != runtime) {
      factories.get(proxy).set(factory);
    }
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
