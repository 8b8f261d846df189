package org.mosix.runtime.image;

import static org.mosix.runtime.image.Raw.U;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Set;

/**
 * How an object that cannot move is reached from the program: a shortest path over statics, fields and arrays. Only looked for once a
 * move has failed, and given up after a while, so that the process does not stand still for its error message.
 */
final class PathFinder {

  private static final int MOST = 300_000;
  private static final int LONGEST = 14;

  private record Step(Object from, long offset) {}

  private final Object wanted;
  private final Set<Object> singletons;
  private final Map<Object, Step> seen = new IdentityHashMap<>();
  private final Deque<Object> todo = new ArrayDeque<>();

  /** Whether to go on behind objects of which other things are sent than their fields: often, but not always, the fields are part of that. */
  private final boolean throughSpecial;

  private PathFinder(Object wanted, Set<Object> singletons, boolean throughSpecial) {
    this.wanted = wanted;
    this.singletons = singletons;
    this.throughSpecial = throughSpecial;
  }

  /** The path in words; empty when none was found in time. */
  static String path(Object wanted, Object root, Collection<Class<?>> statics, Set<Object> singletons) {
    String path = new PathFinder(wanted, singletons, false).from(root, statics);
    return path.isEmpty() ? new PathFinder(wanted, singletons, true).from(root, statics) : path;
  }

  private String from(Object root, Collection<Class<?>> statics) {
    for (Class<?> type : statics) {
      for (long offset : Layout.ofStatics(type).refs) {
        visit(type, offset);
      }
    }
    Object[] holder = {root};
    visit(holder, HeapLayout.OBJECT_BASE);
    return search(holder);
  }

  private String search(Object holder) {
    while (!seen.containsKey(wanted) && !todo.isEmpty() && seen.size() < MOST) {
      expand(todo.poll());
    }
    return seen.containsKey(wanted) ? words(holder) : "";
  }

  private void expand(Object o) {
    if (o instanceof Object[]) {
      for (int i = 0; i < ((Object[]) o).length; i++) {
        visit(o, HeapLayout.OBJECT_BASE + (long) i * HeapLayout.REF);
      }
    } else if (!o.getClass().isArray() && hasTravellingFields(o.getClass())) {
      for (long offset : Layout.of(o.getClass()).refs) {
        visit(o, offset);
      }
    }
  }

  private boolean hasTravellingFields(Class<?> type) {
    return Specials.forClass(type) == null
        || throughSpecial && type != Class.class && type != Module.class && !ClassLoader.class.isAssignableFrom(type);
  }

  private void visit(Object from, long offset) {
    Object o = U.getReference(from, offset);
    if (o != null && !singletons.contains(o) && seen.putIfAbsent(o, new Step(from, offset)) == null) {
      todo.add(o);
    }
  }

  private String words(Object holder) {
    Deque<String> steps = new ArrayDeque<>();
    Object o = wanted;
    while (seen.containsKey(o) && steps.size() < LONGEST) {
      Step step = seen.get(o);
      if (step.from() == holder) {
        steps.push("the captured frames");
        break;
      }
      steps.push(Place.of(step.from(), step.offset()));
      if (step.from() instanceof Class) {
        break;
      }
      o = step.from();
    }
    return String.join(" > ", steps);
  }
}
