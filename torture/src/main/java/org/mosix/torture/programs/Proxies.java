package org.mosix.torture.programs;

import java.io.IOException;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.lang.reflect.UndeclaredThrowableException;
import java.util.concurrent.TimeoutException;

/** Dynamic proxies of several interfaces, with default methods, Object's methods, and checked exceptions that are wrapped. */
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
    Object proxy = Proxy.newProxyInstance(Proxies.class.getClassLoader(), new Class<?>[] {Named.class, Sized.class, Runnable.class}, Proxies::invoke);
    Rounds.equal(args, "proxy", () -> round(proxy));
  }
}
