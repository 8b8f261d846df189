package org.mosix.runtime.image;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Finds the classes {@link ClassesOut} wrote. */
final class ClassesIn {

  private static final int LONGEST = 1 << 20;

  private final ChunkIn in;
  private final ImageContext context;
  private final List<Class<?>> classes = new ArrayList<>();
  private final List<String> texts = new ArrayList<>();
  private List<Class<?>> downcalls = List.of();
  private int depth;

  ClassesIn(ChunkIn in, ImageContext context) {
    this.in = in;
    this.context = context;
  }

  /** What {@link Downcalls} has linked. */
  void downcalls(List<Class<?>> value) {
    downcalls = value;
  }

  Class<?> take() throws IOException {
    int number = in.getInt();
    if (number != ClassesOut.NEW) {
      if (number < 0 || number >= classes.size()) {
        throw in.damaged("class " + number + " (expected: 0 to " + (classes.size() - 1) + ")");
      }
      return classes.get(number);
    }
    if (++depth > 300) {
      throw in.damaged("classes nested " + depth + " deep (expected: at most 300)");
    }
    Class<?> type = define();
    depth--;
    classes.add(type);
    return type;
  }

  private Class<?> define() throws IOException {
    int tag = in.getByte();
    switch (tag) {
      case ClassesOut.PRIMITIVE:
        return primitive(text());
      case ClassesOut.ARRAY:
        return array(take());
      case ClassesOut.LAMBDA:
        return LambdaRecipe.read(this).proxy();
      case ClassesOut.PROXY:
        return proxy(loader(), classes());
      case ClassesOut.SPECIES:
        return Species.classFor(Species.key(this));
      case ClassesOut.INVOKER:
        return InjectedInvoker.of(take());
      case ClassesOut.HIDDEN:
        return HiddenRecipe.read(this).type(context.lambdas);
      case ClassesOut.DOWNCALL:
        return downcall(in.getInt());
      case ClassesOut.NAMED:
        return named(loader(), text());
      default:
        throw in.damaged("class tag " + tag + " (expected: 1 to 9)");
    }
  }

  private Class<?> downcall(int number) throws IOException {
    if (number < 0 || number >= downcalls.size()) {
      throw in.damaged("signature " + number + " of a native function (expected: 0 to " + (downcalls.size() - 1) + ")");
    }
    return downcalls.get(number);
  }

  private Class<?> primitive(String name) throws IOException {
    for (Class<?> type : new Class<?>[] {int.class, long.class, byte.class, char.class, short.class, boolean.class, float.class,
        double.class, void.class}) {
      if (type.getName().equals(name)) {
        return type;
      }
    }
    throw in.damaged("primitive type " + name);
  }

  private Class<?> array(Class<?> component) throws IOException {
    try {
      return component.arrayType();
    } catch (UnsupportedOperationException | IllegalArgumentException e) {
      throw in.damaged("array of " + component.getName());
    }
  }

  private Class<?> proxy(ClassLoader loader, Class<?>[] interfaces) throws IOException {
    try {
      return java.lang.reflect.Proxy.getProxyClass(loader, interfaces);
    } catch (IllegalArgumentException e) {
      throw new ImageException("proxy class cannot be made here: " + e.getMessage(), e);
    }
  }

  private Class<?> named(ClassLoader loader, String name) throws IOException {
    try {
      return Class.forName(name, false, loader);
    } catch (ClassNotFoundException | LinkageError e) {
      throw new ImageException("class " + name + " of loader " + loader + " is not here (expected: defined before the image)", e);
    }
  }

  private ClassLoader loader() throws IOException {
    int id = in.getInt();
    try {
      return context.loaders.loader(id);
    } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
      throw new ImageException("class loader " + id + " is not here (expected: made before the image)", e);
    }
  }

  Class<?>[] classes() throws IOException {
    int n = count(0xffff);
    Class<?>[] types = new Class<?>[n];
    for (int i = 0; i < n; i++) {
      types[i] = take();
    }
    return types;
  }

  int number() throws IOException {
    return in.getInt();
  }

  long longNumber() throws IOException {
    return in.getLong();
  }

  byte[] bytes() throws IOException {
    byte[] bytes = new byte[count(LONGEST)];
    in.bulk(bytes, HeapLayout.BYTE_BASE, bytes.length);
    return bytes;
  }

  int count(int most) throws IOException {
    int n = in.getInt();
    if (n < 0 || n > most) {
      throw in.damaged("count " + n + " (expected: 0 to " + most + ")");
    }
    return n;
  }

  String text() throws IOException {
    int number = in.getInt();
    if (number != ClassesOut.NEW) {
      if (number < 0 || number >= texts.size()) {
        throw in.damaged("text " + number + " (expected: 0 to " + (texts.size() - 1) + ")");
      }
      return texts.get(number);
    }
    byte[] bytes = bytes();
    String s = new String(bytes, StandardCharsets.UTF_8);
    texts.add(s);
    return s;
  }

  ImageException damaged(String what) {
    return in.damaged(what);
  }
}
