package org.mosix.runtime.image;

import static org.mosix.runtime.image.Raw.U;

import java.io.IOException;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodType;
import java.util.List;

/** The generated classes of method handles with bound values, one for each list of types; their descriptions are canonical. */
final class Species extends Special {

  private static final Class<?> BOUND = Raw.jdkClass("java.lang.invoke.BoundMethodHandle");
  private static final Class<?> DATA = Raw.jdkClass("java.lang.invoke.BoundMethodHandle$SpeciesData");
  private static final String PREFIX = "java.lang.invoke.BoundMethodHandle$Species_";
  private static final Class<?> ANY = Raw.jdkClass("java.lang.invoke.ClassSpecializer$SpeciesData");
  private static final long KEY = Raw.offset(ANY, "key");
  private static final long CODE = Raw.offset(ANY, "speciesCode");
  private static final MethodHandle FIND = Raw.find(Raw.jdkClass("java.lang.invoke.ClassSpecializer"), "findSpecies",
      MethodType.methodType(ANY, Object.class)).asType(MethodType.methodType(Object.class, Object.class, Object.class));

  private static final MethodHandle GETTERS =
      Raw.find(ANY, "getterFunctions", MethodType.methodType(List.class)).asType(MethodType.methodType(List.class, Object.class));

  @Override
  boolean accepts(Class<?> type) {
    return type == DATA;
  }

  @Override
  void write(Object o, Walk walk) throws IOException {
    walk.classes.text((String) U.getReference(o, KEY));
  }

  @Override
  Object read(Build build) throws IOException {
    return find(key(build.classes));
  }

  /** Reads a list of types; the JDK answers others with errors of its own. */
  static String key(ClassesIn in) throws IOException {
    String key = in.text();
    if (!key.matches("[LIJFD]*")) {
      throw new ImageException("image damaged: types of bound values: " + key + " (expected: letters of LIJFD)");
    }
    return key;
  }

  private static Object find(String key) throws ImageException {
    try {
      return FIND.invokeExact(Raw.getStatic(BOUND, "SPECIALIZER"), (Object) key);
    } catch (Error | RuntimeException e) {
      throw e;
    } catch (Throwable e) {
      throw new ImageException("method handles with bound values of types " + key + " cannot be made here: " + e, e);
    }
  }

  /** The list of types a generated class is for; null for other classes. */
  static String keyOf(Class<?> type) {
    return type.getSuperclass() == BOUND && type.getName().startsWith(PREFIX)
        ? (String) U.getReference(Raw.getStatic(type, "BMH_SPECIES"), KEY) : null;
  }

  /** The functions that get the bound values, in order. */
  static List<?> getters(String key) throws ImageException {
    try {
      return (List<?>) GETTERS.invokeExact(find(key));
    } catch (Error | RuntimeException | ImageException e) {
      throw e;
    } catch (Throwable e) {
      throw new IllegalStateException("method handles with bound values of types " + key, e);
    }
  }

  static Class<?> classFor(String key) throws ImageException {
    return (Class<?>) U.getReference(find(key), CODE);
  }
}
