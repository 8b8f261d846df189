package org.mosix.runtime.image;

import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.Map;

/** Writes classes: in full the first time, afterwards by number. */
final class ClassesOut {

  static final int NEW = -1;
  static final int NAMED = 1;
  static final int PRIMITIVE = 2;
  static final int ARRAY = 3;
  static final int LAMBDA = 4;
  static final int PROXY = 5;
  static final int SPECIES = 6;
  static final int INVOKER = 7;
  static final int HIDDEN = 8;
  static final int DOWNCALL = 9;

  private final ChunkOut out;
  private final ImageContext context;
  private final Downcalls downcalls;
  private final Map<Class<?>, Integer> numbers = new IdentityHashMap<>();
  private final Map<String, Integer> texts = new HashMap<>();

  ClassesOut(ChunkOut out, ImageContext context, Downcalls downcalls) {
    this.out = out;
    this.context = context;
    this.downcalls = downcalls;
  }

  void put(Class<?> type) throws CannotMove, IOException {
    Integer number = numbers.get(type);
    if (number != null) {
      out.putInt(number);
      return;
    }
    out.putInt(NEW);
    define(type);
    numbers.put(type, numbers.size());
  }

  private void define(Class<?> type) throws CannotMove, IOException {
    if (type.isPrimitive()) {
      out.putByte(PRIMITIVE);
      text(type.getName());
    } else if (type.isArray()) {
      out.putByte(ARRAY);
      put(type.getComponentType());
    } else if (InjectedInvoker.is(type)) {
      out.putByte(INVOKER);
      put(InjectedInvoker.caller(type));
    } else if (Downcalls.is(type)) {
      out.putByte(DOWNCALL);
      out.putInt(downcalls.number(type));
    } else if (type.isHidden()) {
      hidden(type);
    } else if (Proxy.isProxyClass(type)) {
      out.putByte(PROXY);
      loader(type);
      classes(type.getInterfaces());
    } else if (Species.keyOf(type) != null) {
      out.putByte(SPECIES);
      text(Species.keyOf(type));
    } else {
      out.putByte(NAMED);
      loader(type);
      text(type.getName());
    }
  }

  private void hidden(Class<?> type) throws CannotMove, IOException {
    HiddenRecipe recipe = HiddenRecipe.of(type, context.lambdas);
    if (recipe != null) {
      out.putByte(HIDDEN);
      recipe.write(this);
    } else {
      out.putByte(LAMBDA);
      LambdaRecipe.of(type, context.lambdas).write(this);
    }
  }

  private void loader(Class<?> type) throws CannotMove, IOException {
    int id = context.loaders.idOf(type.getClassLoader());
    if (id < 0) {
      throw new CannotMove("class " + type.getName() + " of a class loader that is not known: " + type.getClassLoader());
    }
    out.putInt(id);
  }

  void classes(Class<?>[] types) throws CannotMove, IOException {
    out.putInt(types.length);
    for (Class<?> type : types) {
      put(type);
    }
  }

  void number(int value) throws IOException {
    out.putInt(value);
  }

  void longNumber(long value) throws IOException {
    out.putLong(value);
  }

  void bytes(byte[] bytes) throws IOException {
    out.putInt(bytes.length);
    out.bulk(bytes, HeapLayout.BYTE_BASE, bytes.length);
  }

  /** A name: in full the first time, afterwards by number. */
  void text(String s) throws IOException {
    Integer number = texts.putIfAbsent(s, texts.size());
    if (number != null) {
      out.putInt(number);
      return;
    }
    byte[] bytes = s.getBytes(StandardCharsets.UTF_8);
    out.putInt(NEW);
    bytes(bytes);
  }
}
