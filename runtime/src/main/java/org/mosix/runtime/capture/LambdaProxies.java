package org.mosix.runtime.capture;

import java.util.IdentityHashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.mosix.runtime.image.LambdaRecipes;
import org.mosix.runtime.resume.ResumeClasses;

/** The lambda proxy classes of this JVM and the factories that spun them, so that an image can spin them again elsewhere. */
public final class LambdaProxies implements LambdaRecipes {

  private final ClassLoader runtime = LambdaProxies.class.getClassLoader();
  private final ResumeClasses resumes;
  private final Map<Class<?>, Object> factories = new ConcurrentHashMap<>();

  public LambdaProxies(ResumeClasses resumes) {
    this.resumes = resumes;
  }

  /** Identity hashes of proxy classes have changed. */
  public void rehash() {
    Map<Class<?>, Object> all = new IdentityHashMap<>(factories);
    factories.clear();
    factories.putAll(all);
  }

  /** Called by the JDK's factory as it spins {@code proxy}. */
  void spun(Object factory, Class<?> proxy) {
    if (proxy.getClassLoader() != runtime) {
      factories.put(proxy, factory);
    }
  }

  @Override
  public Object factoryOf(Class<?> proxy) {
    return factories.get(proxy);
  }

  @Override
  public Class<?> hostOf(Class<?> caller) {
    ResumeClasses.Origin origin = resumes.originOf(caller);
    return origin == null ? caller : origin.owner();
  }
}
