package org.mosix.runtime.capture;

import java.util.ArrayList;
import java.util.List;

/** The lambda proxies on the stack of a stopped thread, from the top: a resume leaves their frames out, but who looks at the stack sees them. */
final class PassedProxies {

  private final LambdaProxies known;
  private final List<Class<?>> passed = new ArrayList<>();
  private final List<Integer> resumed = new ArrayList<>();

  PassedProxies(LambdaProxies known) {
    this.known = known;
  }

  /** A frame that passes a call on; one that no image could name again, or of a method handle, is nobody's to see. */
  void add(Class<?> type) {
    if (type.isHidden() && known.factoryOf(type) != null) {
      passed.add(type);
    }
  }

  /** The next frame of {@code plan} is behind those that were added; {@code resumed} if it was resumed before. */
  void passedTo(UnwindPlan plan, boolean resumed) {
    if (!passed.isEmpty() && plan.size() > 0) {
      plan.proxies(plan.size() - 1, passed.toArray(new Class<?>[0]));
    }
    passed.clear();
    if (resumed) {
      this.resumed.add(plan.size());
    }
  }

  /** Tells {@code plan} by what its resumed frames were called; {@code earlier} has that from the bottom. */
  void enter(UnwindPlan plan, Class<?>[][] earlier) {
    for (int i = 0; i < resumed.size(); i++) {
      plan.proxies(resumed.get(i), earlier[resumed.size() - 1 - i]);
    }
  }
}
