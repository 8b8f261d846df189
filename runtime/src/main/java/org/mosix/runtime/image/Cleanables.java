package org.mosix.runtime.image;

import static org.mosix.runtime.image.Raw.U;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodType;
import java.lang.ref.Cleaner;
import java.lang.ref.Reference;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Cleaning actions. The list of the JDK's common cleaner stays where it is, and the program's actions join the target's; the lists of
 * cleaners that the program made are made anew by {@link OwnCleaners}.
 */
final class Cleanables {

  private static final Class<?> CLEANABLE = Raw.jdkClass("jdk.internal.ref.PhantomCleanable");
  private static final Object COMMON = common();
  private static final long LIST = Raw.offset(CLEANABLE, "list");
  private static final long REFERENT = Raw.offset(Reference.class, "referent");
  private static final boolean LINKED = Raw.field(CLEANABLE, "prev") != null;
  /** Since Java 24 a list is an object of its own. */
  private static final Class<?> LISTS = LINKED ? null : Raw.jdkClass("jdk.internal.ref.CleanerImpl$CleanableList");
  private static final Class<?> NODE = LINKED ? null : Raw.jdkClass("jdk.internal.ref.CleanerImpl$CleanableList$Node");
  private static final MethodHandle INSERT = insert();

  private Cleanables() {}

  /** Of this JVM. */
  static Cleaner commonCleaner() {
    return (Cleaner) Raw.getStatic(Raw.jdkClass("jdk.internal.ref.CleanerFactory"), "commonCleaner");
  }

  private static Object common() {
    Object cleaner = commonCleaner();
    return U.getReference(cleaner, Raw.offset(cleaner.getClass(), "impl"));
  }

  private static MethodHandle insert() {
    Class<?> list = Raw.field(CLEANABLE, "list").getType();
    return LINKED
        ? Raw.find(CLEANABLE, "insert", MethodType.methodType(void.class))
        : Raw.find(list, "insert", MethodType.methodType(void.class, CLEANABLE));
  }

  private static Object commonList() {
    return list(COMMON);
  }

  /** The parts of the common cleaner that its actions refer to. */
  static Map<String, Object> wellKnown() {
    Map<String, Object> parts = new LinkedHashMap<>();
    parts.put("cleaner", COMMON);
    parts.put("cleaner list", commonList());
    parts.put("cleaner queue", U.getReference(COMMON, Raw.offset(COMMON.getClass(), "queue")));
    return parts;
  }

  static void mustTravel(Object cleanable) throws CannotMove {
    Object list = U.getReference(cleanable, LIST);
    if (list != commonList() && !OwnCleaners.travels(list)) {
      throw new CannotMove("an action of a cleaner of the program whose thread is not known (" + cleanable.getClass().getName() + ")");
    }
    if (!isListed(cleanable)) {
      // Being run just now, or about to be cleared: the target must not put it on a list again.
      U.putReference(cleanable, REFERENT, null);
    }
  }

  private static boolean isListed(Object cleanable) {
    String link = LINKED ? "next" : "node";
    Object next = U.getReference(cleanable, Raw.offset(CLEANABLE, link));
    return next != null && next != cleanable;
  }

  /** The list of actions of a cleaner: on 17 its first one, which does nothing. */
  static Object list(Object cleaner) {
    return U.getReference(cleaner, Raw.offset(cleaner.getClass(), LINKED ? "phantomCleanableList" : "activeList"));
  }

  /** The actions on a list. */
  static List<Object> on(Object list) {
    List<Object> actions = new ArrayList<>();
    if (LINKED) {
      long next = Raw.offset(CLEANABLE, "next");
      for (Object action = U.getReference(list, next); action != list; action = U.getReference(action, next)) {
        actions.add(action);
      }
      return actions;
    }
    long following = Raw.offset(NODE, "next");
    for (Object node = U.getReference(list, Raw.offset(LISTS, "head")); node != null; node = U.getReference(node, following)) {
      Object[] all = (Object[]) U.getReference(node, Raw.offset(NODE, "arr"));
      actions.addAll(Arrays.asList(all).subList(0, U.getInt(node, Raw.offset(NODE, "size"))));
    }
    return actions;
  }

  /** Makes a list that was copied one of these actions. */
  static void refill(Object list, Object[] actions) {
    try {
      if (!LINKED) {
        Raw.find(LISTS, "reset", MethodType.methodType(void.class)).invoke(list);
        U.putReference(list, Raw.offset(LISTS, "cache"), null);
      }
      // Each is put in front.
      for (int i = actions.length - 1; i >= 0; i--) {
        insert(actions[i]);
      }
    } catch (Error | RuntimeException e) {
      throw e;
    } catch (Throwable e) {
      throw new IllegalStateException(list.getClass().getName(), e);
    }
  }

  private static void insert(Object cleanable) throws Throwable {
    if (LINKED) {
      INSERT.invoke(cleanable);
    } else {
      INSERT.invoke(U.getReference(cleanable, LIST), cleanable);
    }
  }

  static Object referent(Object cleanable) {
    return U.getReference(cleanable, REFERENT);
  }

  /** Puts an action on its list; not one that has run, which has no referent any more, nor one that {@link #refill} puts on its own. */
  static void register(Object cleanable) {
    try {
      if (U.getReference(cleanable, REFERENT) != null && U.getReference(cleanable, LIST) == commonList()) {
        insert(cleanable);
      }
    } catch (Error | RuntimeException e) {
      throw e;
    } catch (Throwable e) {
      throw new IllegalStateException(cleanable.getClass().getName(), e);
    }
  }

  /** As one is that has run: linked to itself. Copies of those on a list must not lead to what was there. */
  static void unlink(Object cleanable) {
    if (LINKED) {
      U.putReference(cleanable, Raw.offset(CLEANABLE, "prev"), cleanable);
      U.putReference(cleanable, Raw.offset(CLEANABLE, "next"), cleanable);
    } else {
      U.putInt(cleanable, Raw.offset(CLEANABLE, "index"), -1);
    }
  }
}
