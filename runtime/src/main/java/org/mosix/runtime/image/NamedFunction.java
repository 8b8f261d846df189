package org.mosix.runtime.image;

import static org.mosix.runtime.image.Raw.U;

import java.io.IOException;
import java.util.List;

/** The functions that forms of method handles call. Those that get a bound value are canonical: forms are edited by their identity. */
final class NamedFunction extends Special {

  private static final Class<?> TYPE = Raw.jdkClass("java.lang.invoke.LambdaForm$NamedFunction");
  private static final long MEMBER = Raw.offset(TYPE, "member");

  @Override
  boolean accepts(Class<?> type) {
    return TYPE.isAssignableFrom(type);
  }

  @Override
  void write(Object o, Walk walk) throws CannotMove, IOException {
    Object member = U.getReference(o, MEMBER);
    String key = member == null || ResolvedMember.owner(member) == null ? null : Species.keyOf(ResolvedMember.owner(member));
    int index = key == null ? -1 : indexOf(o, Species.getters(key));
    walk.classes.number(index);
    if (index >= 0) {
      walk.classes.text(key);
    } else {
      walk.classes.put(o.getClass());
      walk.fieldsFollow(o);
    }
  }

  private static int indexOf(Object function, List<?> functions) {
    for (int i = 0; i < functions.size(); i++) {
      if (functions.get(i) == function) {
        return i;
      }
    }
    return -1;
  }

  @Override
  Object read(Build build) throws IOException {
    int index = build.classes.number();
    if (index >= 0) {
      List<?> getters = Species.getters(Species.key(build.classes));
      if (index >= getters.size()) {
        throw build.in.damaged("bound value " + index + " (expected: 0 to " + (getters.size() - 1) + ")");
      }
      return getters.get(index);
    }
    Class<?> type = build.classes.take();
    if (!accepts(type)) {
      throw build.in.damaged(type.getName() + " as a function of a form");
    }
    return build.withFields(type);
  }
}
