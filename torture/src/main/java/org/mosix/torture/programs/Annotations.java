package org.mosix.torture.programs;

import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;

/** Annotations read by reflection: proxies of the JDK with members of every type, equal, hashed and printed. */
public final class Annotations {
  enum Mood { CALM, GAY }

  @Retention(RetentionPolicy.RUNTIME)
  @interface Tag {
    String value();

    int[] numbers() default {1, 2};

    Class<?> type() default Annotations.class;

    RetentionPolicy policy() default RetentionPolicy.SOURCE;

    Mood mood() default Mood.CALM;

    Inner[] inner() default {};
  }

  @Retention(RetentionPolicy.RUNTIME)
  @interface Inner {
    double value();
  }

  /** Asked for its annotations, and never initialised. */
  @Tag(value = "one", inner = {@Inner(1.5), @Inner(-0.0)})
  static final class Marked {
    @Tag(value = "two", numbers = {}, type = int[].class, mood = Mood.GAY)
    int field;
  }

  public static void main(String[] args) throws Exception {
    Tag kept = Marked.class.getAnnotation(Tag.class);
    Rounds.equal(args, "tags", () -> {
      Tag again = Marked.class.getAnnotation(Tag.class);
      Tag field = Marked.class.getDeclaredField("field").getAnnotation(Tag.class);
      Work.spin(1);
      Check.equal("equal", kept, again);
      Check.equal("hash", kept.hashCode(), again.hashCode());
      Check.holds("constants", again.mood() == Mood.CALM && kept.mood() == Mood.CALM && field.mood() == Mood.GAY);
      return kept.value() + kept.numbers().length + kept.type().getSimpleName() + kept.policy() + kept.inner()[0].value()
          + field.type().getSimpleName() + kept.annotationType().getSimpleName() + field.equals(kept) + kept.inner()[1];
    });
  }
}
