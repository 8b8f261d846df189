package org.mosix.runtime.image;

import static org.mosix.runtime.image.Raw.U;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodType;
import java.lang.ref.Reference;
import java.util.LinkedHashMap;
import java.util.Map;

/** Cleaning actions on the JDK's common cleaner: its lists stay where they are, the program's actions join the target's. */
final class Cleanables {

  private static final Class<?> CLEANABLE = Raw.jdkClass("jdk.internal.ref.PhantomCleanable");
  private static final Object COMMON = common();
  private static final long LIST = Raw.offset(CLEANABLE, "list");
  private static final long REFERENT = Raw.offset(Reference.class, "referent");
  private static final boolean LINKED = Raw.field(CLEANABLE, "prev") != null;
  private static final MethodHandle INSERT = insert();

  private Cleanables() {}

  private static Object common() {
    Object cleaner = Raw.getStatic(Raw.jdkClass("jdk.internal.ref.CleanerFactory"), "commonCleaner");
    return U.getReference(cleaner, Raw.offset(cleaner.getClass(), "impl"));
  }

  private static MethodHandle insert() {
    Class<?> list = Raw.field(CLEANABLE, "list").getType();
    return LINKED
        ? Raw.find(CLEANABLE, "insert", MethodType.methodType(void.class))
        : Raw.find(list, "insert", MethodType.methodType(void.class, CLEANABLE));
  }

  private static Object commonList() {
    return U.getReference(COMMON, Raw.offset(COMMON.getClass(), LINKED ? "phantomCleanableList" : "activeList"));
  }

  /** The parts of the common cleaner that its actions refer to. */
  static Map<String, Object> wellKnown() {
    Map<String, Object> parts = new LinkedHashMap<>();
    parts.put("cleaner", COMMON);
    parts.put("cleaner list", commonList());
    parts.put("cleaner queue", U.getReference(COMMON, Raw.offset(COMMON.getClass(), "queue")));
    return parts;
  }

  static void mustBeCommon(Object cleanable) throws CannotMove {
    if (U.getReference(cleanable, LIST) != commonList()) {
      throw new CannotMove("an action of a cleaner that the program made (" + cleanable.getClass().getName() + ")");
    }
  }

  /** An action that has run has no referent any more, and is linked to itself. */
  static void register(Object cleanable) {
    try {
      if (U.getReference(cleanable, REFERENT) == null) {
        unlink(cleanable);
      } else if (LINKED) {
        INSERT.invoke(cleanable);
      } else {
        U.putInt(cleanable, Raw.offset(CLEANABLE, "index"), -1);
        INSERT.invoke(U.getReference(cleanable, LIST), cleanable);
      }
    } catch (Error | RuntimeException e) {
      throw e;
    } catch (Throwable e) {
      throw new IllegalStateException(cleanable.getClass().getName(), e);
    }
  }

  private static void unlink(Object cleanable) {
    if (LINKED) {
      U.putReference(cleanable, Raw.offset(CLEANABLE, "prev"), cleanable);
      U.putReference(cleanable, Raw.offset(CLEANABLE, "next"), cleanable);
    } else {
      U.putInt(cleanable, Raw.offset(CLEANABLE, "index"), -1);
    }
  }
}
