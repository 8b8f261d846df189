package org.mosix.runtime.image;

import static org.mosix.runtime.image.Raw.U;

import java.io.IOException;

/**
 * The names in forms of method handles. Those of the first arguments are canonical: a form that is derived from another puts them into the
 * expressions it shares with that, which would not find its own arguments there any more.
 */
final class FormArgument extends Special {

  private static final Class<?> TYPE = Raw.jdkClass("java.lang.invoke.LambdaForm$Name");
  private static final long INDEX = Raw.offset(TYPE, "index");
  private static final long KIND = Raw.offset(TYPE, "type");
  /** By basic type and index. */
  private static final Object[][] CANONICAL =
      (Object[][]) Raw.getStatic(Raw.jdkClass("java.lang.invoke.LambdaForm"), "INTERNED_ARGUMENTS");

  @Override
  boolean accepts(Class<?> type) {
    return type == TYPE;
  }

  @Override
  void write(Object o, Walk walk) throws CannotMove, IOException {
    int kind = ((Enum<?>) U.getReference(o, KIND)).ordinal();
    int index = U.getShort(o, INDEX);
    if (kind < CANONICAL.length && index >= 0 && index < CANONICAL[kind].length && CANONICAL[kind][index] == o) {
      walk.classes.number(kind);
      walk.classes.number(index);
    } else {
      walk.classes.number(-1);
      walk.fieldsFollow(o);
    }
  }

  @Override
  Object read(Build build) throws IOException {
    int kind = build.classes.number();
    if (kind < 0) {
      return build.withFields(TYPE);
    }
    int index = build.classes.number();
    if (kind >= CANONICAL.length || index < 0 || index >= CANONICAL[kind].length) {
      throw build.in.damaged("argument " + index + " of kind " + kind + " of a form");
    }
    return CANONICAL[kind][index];
  }
}
