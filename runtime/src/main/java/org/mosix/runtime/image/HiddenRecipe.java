package org.mosix.runtime.image;

import static org.mosix.runtime.image.Raw.U;

import java.io.IOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodHandles.Lookup.ClassOption;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import org.mosix.runtime.jvm.PerClass;

/**
 * How to make a hidden class of the program again ({@code Lookup.defineHiddenClass}): what it was defined with. Two of the same file are
 * two classes, so each has a number that it keeps on all moves of its process.
 *
 * @param name what it says it is called: its place in memory is part of what the VM calls it
 */
record HiddenRecipe(long number, Class<?> host, String name, byte[] file, boolean nestmate, boolean strong) {

  private static final int NESTMATE = 1;
  private static final int STRONG = 4;

  private static final long NAME = Raw.offset(Class.class, "name");
  private static final long DATA = Raw.offset(Class.class, "classData");
  private static final Random NUMBERS = new Random();

  private static final PerClass<AtomicReference<HiddenRecipe>> RECIPES = new PerClass<>(AtomicReference::new);

  /** By host, which does not keep them: they may be unloaded. */
  private static final PerClass<Map<Long, WeakReference<Class<?>>>> MADE = new PerClass<>(ConcurrentHashMap::new);

  /** Null if {@code type} is a lambda, or was not recorded. */
  static HiddenRecipe of(Class<?> type, LambdaRecipes recorded) throws CannotMove {
    AtomicReference<HiddenRecipe> recipe = RECIPES.get(type);
    Object definer = recorded.definerOf(type);
    if (recipe.get() == null && definer != null) {
      check(type);
      if (recipe.compareAndSet(null, of(type, definer, recorded))) {
        MADE.get(recipe.get().host).put(recipe.get().number, new WeakReference<>(type));
      }
    }
    return recipe.get();
  }

  private static void check(Class<?> type) throws CannotMove {
    if (U.getReference(type, DATA) != null) {
      throw new CannotMove("an object of the hidden class " + type.getName() + ", which was defined with data of its own");
    }
    for (DeclaredField field : DeclaredField.of(type)) {
      if (field.isStatic()) {
        throw new CannotMove("an object of the hidden class " + type.getName() + ", which has the static field " + field.name());
      }
    }
  }

  private static HiddenRecipe of(Class<?> type, Object definer, LambdaRecipes recorded) {
    MethodHandles.Lookup lookup = (MethodHandles.Lookup) U.getReference(definer, Raw.offset(definer.getClass(), "lookup"));
    byte[] file = (byte[]) U.getReference(definer, Raw.offset(definer.getClass(), "bytes"));
    int flags = U.getInt(definer, Raw.offset(definer.getClass(), "classFlags"));
    return new HiddenRecipe(NUMBERS.nextLong(), recorded.hostOf(lookup.lookupClass()), type.getName(), file.clone(),
        (flags & NESTMATE) != 0, (flags & STRONG) != 0);
  }

  void write(ClassesOut out) throws CannotMove, IOException {
    out.longNumber(number);
    out.put(host);
    out.text(name);
    out.bytes(file);
    out.number((nestmate ? NESTMATE : 0) | (strong ? STRONG : 0));
  }

  static HiddenRecipe read(ClassesIn in) throws IOException {
    long number = in.longNumber();
    Class<?> host = in.take();
    String name = in.text();
    byte[] file = in.bytes();
    int flags = in.number();
    return new HiddenRecipe(number, host, name, file, (flags & NESTMATE) != 0, (flags & STRONG) != 0);
  }

  /** The class of this recipe: the one it was taken from, the one made before, or a new one. */
  Class<?> type(LambdaRecipes adapting) throws ImageException {
    WeakReference<Class<?>> known = MADE.get(host).get(number);
    Class<?> type = known == null ? null : known.get();
    if (type == null) {
      type = define(adapting.adapted(file));
      U.putReference(type, NAME, name);
      RECIPES.get(type).set(this);
      MADE.get(host).put(number, new WeakReference<>(type));
    }
    return type;
  }

  private Class<?> define(byte[] adapted) throws ImageException {
    List<ClassOption> options = new ArrayList<>();
    if (nestmate) {
      options.add(ClassOption.NESTMATE);
    }
    if (strong) {
      options.add(ClassOption.STRONG);
    }
    try {
      return MethodHandles.privateLookupIn(host, Raw.TRUSTED)
          .defineHiddenClass(adapted, false, options.toArray(new ClassOption[0]))
          .lookupClass();
    } catch (IllegalAccessException | IllegalArgumentException | LinkageError e) {
      throw new ImageException("hidden class " + name + " cannot be made here: " + e, e);
    }
  }
}
