package org.mosix.torture.programs;

import java.io.IOException;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.lang.reflect.UndeclaredThrowableException;
import java.util.concurrent.TimeoutException;

/** Dynamic proxies of several interfaces, with default methods, Object's methods, checked exceptions that are wrapped, and loaders of nothing else. */
public final class Proxies {
  public interface Named {
    String name() throws IOException;

    default String greeting() throws IOException {
      return "hello " + name();
    }
  }

  public interface Sized {
    int size();
  }

  /** Defines no class but that of the proxy. */
  static final class Empty extends ClassLoader {
    Empty() {
      super("empty", Proxies.class.getClassLoader());
    }
  }

  static String round(Object proxy) throws Exception {
    StringBuilder out = new StringBuilder();
    out.append(((Named) proxy).name()).append(' ').append(((Named) proxy).greeting()).append(' ').append(((Sized) proxy).size()).append(' ');
    out.append(proxy.equals(proxy)).append(proxy.hashCode()).append(proxy).append(' ');
    try {
      ((Runnable) proxy).run();
      Check.fail("no exception");
    } catch (UndeclaredThrowableException e) {
      out.append(e.getCause().getMessage());
    }
    return out.toString();
  }

  static Object invoke(Object self, Method method, Object[] arguments) throws Throwable {
    return switch (method.getName()) {
      case "name" -> "name" + Work.spin(1) % 10;
      case "greeting" -> InvocationHandler.invokeDefault(self, method, arguments);
      case "size" -> Work.spin(2);
      case "equals" -> self == arguments[0];
      case "hashCode" -> Work.spin(3);
      case "toString" -> "proxy";
      default -> throw new TimeoutException("late " + Work.spin(4));
    };
  }

  public static void main(String[] args) throws Exception {
    Object proxy = proxy(Proxies.class.getClassLoader());
    Object alone = proxy(new Empty());
    Check.holds("two classes", alone.getClass() != proxy.getClass() && alone.getClass().getClassLoader() instanceof Empty);
    Rounds.equal(args, "proxy", () -> round(proxy) + round(alone) + alone.getClass().getClassLoader().getName());
  }

  private static Object proxy(ClassLoader loader) {
    return Proxy.newProxyInstance(loader, new Class<?>[] {Named.class, Sized.class, Runnable.class}, Proxies::invoke);
  }
}
