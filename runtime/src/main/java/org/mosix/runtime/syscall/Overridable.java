package org.mosix.runtime.syscall;

import java.io.RandomAccessFile;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;

/** Natives that a program's class can override: in Java 17 those of {@code RandomAccessFile} that are public. */
final class Overridable {

  private Overridable() {}

  static boolean is(Method method) {
    return method.getDeclaringClass() == RandomAccessFile.class && Modifier.isPublic(method.getModifiers());
  }

  /** Of the facade that calls an override if the receiver's class has one. */
  static String facadeOf(NativeMethod method) {
    return "virtual_" + Facade.nameOf(method);
  }
}
