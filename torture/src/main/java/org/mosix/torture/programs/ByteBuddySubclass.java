package org.mosix.torture.programs;

import java.util.concurrent.Callable;
import net.bytebuddy.ByteBuddy;
import net.bytebuddy.dynamic.loading.ClassLoadingStrategy;
import net.bytebuddy.implementation.FixedValue;
import net.bytebuddy.implementation.MethodDelegation;
import net.bytebuddy.implementation.bind.annotation.SuperCall;
import net.bytebuddy.matcher.ElementMatchers;

/** Subclasses made by Byte Buddy with interceptors: delegation, super calls and fields. */
public final class ByteBuddySubclass {
  public static class Base {
    public int work(int n) {
      return Work.spin(n);
    }

    public String name() {
      return "base";
    }
  }

  public static final class Around {
    private static int calls;

    private Around() {}

    public static int work(@SuperCall Callable<Integer> base) throws Exception {
      calls++;
      return base.call() + 1;
    }
  }

  public static void main(String[] args) throws Exception {
    Class<? extends Base> made = new ByteBuddy().subclass(Base.class)
        .method(ElementMatchers.named("work")).intercept(MethodDelegation.to(Around.class))
        .method(ElementMatchers.named("name")).intercept(FixedValue.value("made"))
        .make().load(ByteBuddySubclass.class.getClassLoader(), ClassLoadingStrategy.Default.WRAPPER).getLoaded();
    Base base = made.getConstructor().newInstance();
    Rounds.equal(args, "made", () -> {
      int before = Around.calls;
      long sum = 0;
      for (int n = 0; n < 50; n++) {
        sum += base.work(n);
      }
      return sum + base.name() + (Around.calls - before);
    });
  }
}
