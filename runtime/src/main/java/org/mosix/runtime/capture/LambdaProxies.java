package org.mosix.runtime.capture;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The lambda proxy classes of this JVM and the factories that spun them, so that an image can spin them again elsewhere. */
public final class LambdaProxies {

  private final ClassLoader runtime = LambdaProxies.class.getClassLoader();
  private final Map<Class<?>, Object> factories = new ConcurrentHashMap<>();

  /** Called by the JDK's factory as it spins {@code proxy}. */
  void spun(Object factory, Class<?> proxy) {
    if (proxy.getClassLoader() != runtime) {
      factories.put(proxy, factory);
    }
  }

  /** The {@code InnerClassLambdaMetafactory} of a proxy class; null if it is not one that was spun since the start. */
  public Object factoryOf(Class<?> proxy) {
    return factories.get(proxy);
  }
}
