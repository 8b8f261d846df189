package org.mosix.torture.programs;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Who is on the stack, as a security manager and a walk over each frame tell it, in frames that go on for long. */
public final class ClassContexts {

  @SuppressWarnings("removal")
  private static final class Asking extends SecurityManager {
    Class<?>[] classes() {
      return getClassContext();
    }
  }

  private static final Asking ASKING = new Asking();
  private static final StackWalker WALKER = StackWalker.getInstance(StackWalker.Option.RETAIN_CLASS_REFERENCE);

  private ClassContexts() {}

  private static final class Deeper {
    private Deeper() {}

    static String ask(int depth) {
      Work.spin(1);
      Supplier<String> deeper = () -> ask(depth - 1);
      String found = depth == 0 ? found() : depth % 2 == 0 ? deeper.get() : ask(depth - 1);
      Work.spin(1);
      return depth == 6 ? found + "\n" + found() : found;
    }

    /** Proxies of lambdas have numbers in their names. */
    private static String name(Class<?> type) {
      return type.isHidden() ? type.getNestHost().getSimpleName() + "'s lambda" : type.getSimpleName();
    }

    private static String found() {
      List<String> each = new ArrayList<>();
      WALKER.forEach(frame -> {
        Work.spin(1);
        each.add(frame.getDeclaringClass().getSimpleName() + '.' + frame.getMethodName());
      });
      String walked = Stream.of(ASKING.classes()).map(Deeper::name).collect(Collectors.joining(" "));
      return walked + " / " + each;
    }
  }

  private static Object round() {
    return Deeper.ask(6);
  }

  public static void main(String[] args) throws Exception {
    Rounds.equal(args, "frames", ClassContexts::round);
  }
}
