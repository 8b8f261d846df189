package org.mosix.torture.programs;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** {@code ClassValue}s for classes of the program and of the JDK: computed once, the same object for ever, and gone when removed, also after others were. */
public final class PerClassValues {

  private static final AtomicInteger COMPUTED = new AtomicInteger();

  private static final ClassValue<Object> OBJECTS = new ClassValue<>() {
    @Override
    protected Object computeValue(Class<?> type) {
      COMPUTED.incrementAndGet();
      return new Object();
    }
  };

  private static final ClassValue<List<String>> NAMES = new ClassValue<>() {
    @Override
    protected List<String> computeValue(Class<?> type) {
      return new ArrayList<>(List.of(type.getName()));
    }
  };

  interface Local {}

  enum Kind {
    ONE
  }

  public static void main(String[] args) {
    Class<?>[] types = {Object.class, Iterable.class, int[].class, Local.class, PerClassValues.class, Kind.class, int.class};
    Object[] first = new Object[types.length];
    for (int i = 0; i < types.length; i++) {
      first[i] = OBJECTS.get(types[i]);
    }
    Object unread = OBJECTS.get(Runnable.class);
    // From here on, entries that are not read do not know whose they are.
    OBJECTS.remove(String.class);
    System.gc();
    Rounds rounds = Rounds.of(args);
    int n = 0;
    while (rounds.more()) {
      for (int i = 0; i < types.length; i++) {
        Check.same("value of " + types[i], first[i], OBJECTS.get(types[i]));
        Check.equal("name", types[i].getName(), NAMES.get(types[i]).get(0));
        Work.spin(n++);
      }
      NAMES.get(Object.class).add("more");
      if (n % 1000 < types.length) {
        NAMES.remove(Object.class);
        Check.equal("after its removal", 1, NAMES.get(Object.class).size());
      }
    }
    Check.same("value that was not read", unread, OBJECTS.get(Runnable.class));
    Check.equal("computed", types.length + 1, COMPUTED.get());
    Check.ok();
  }
}
