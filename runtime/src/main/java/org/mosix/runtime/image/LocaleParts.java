package org.mosix.runtime.image;

import static org.mosix.runtime.image.Raw.U;

import java.io.IOException;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodType;

/** The language, script, region and variant of a {@code Locale}: compared by identity of their strings, so they must be the target's. */
final class LocaleParts extends Special {

  private static final Class<?> PARTS = Raw.jdkClass("sun.util.locale.BaseLocale");
  private static final String[] NAMES = {"language", "script", "region", "variant"};
  private static final MethodHandle GET = Raw.findStatic(PARTS, "getInstance",
      MethodType.methodType(PARTS, String.class, String.class, String.class, String.class));

  @Override
  boolean accepts(Class<?> type) {
    return type == PARTS;
  }

  @Override
  void write(Object o, Walk walk) throws IOException {
    for (String name : NAMES) {
      walk.classes.text((String) U.getReference(o, Raw.offset(PARTS, name)));
    }
  }

  @Override
  Object read(Build build) throws IOException {
    String language = build.classes.text();
    String script = build.classes.text();
    String region = build.classes.text();
    String variant = build.classes.text();
    try {
      return GET.invoke(language, script, region, variant);
    } catch (Error | RuntimeException e) {
      throw new ImageException("locale " + language + "-" + region + " cannot be made here", e);
    } catch (Throwable e) {
      throw new IllegalStateException(e);
    }
  }
}
