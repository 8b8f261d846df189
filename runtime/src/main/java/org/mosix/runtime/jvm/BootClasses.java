package org.mosix.runtime.jvm;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.instrument.Instrumentation;
import java.util.HashMap;
import java.util.Map;
import jdk.internal.misc.Unsafe;
import org.mosix.boot.Poll;
import org.mosix.instrument.Supertypes;

/**
 * Defines the classes that instrumented code calls with the boot loader. Appending a jar to its search path would do the same, but then
 * the VM gives up its shared archive for all other loaders, and says so on the program's standard output.
 */
public final class BootClasses {

  private final Map<String, byte[]> files = new HashMap<>();

  private BootClasses() {}

  /** All of them, from the agent's file, with the JDK open to them and to the runtime. To be called once, before any of them is used. */
  public static void define(Instrumentation instrumentation, ClassLoader runtime) throws IOException {
    OpenJdk.to(runtime.getUnnamedModule(), instrumentation);
    BootClasses classes = new BootClasses();
    classes.read();
    while (!classes.files.isEmpty()) {
      classes.define(classes.files.keySet().iterator().next());
    }
    OpenJdk.toBootClasses(Poll.class.getModule());
  }

  /** The class file of one of them, from the agent's. */
  public static byte[] file(Class<?> type) {
    try {
      return HiddenFiles.classFile(type.getName().replace('.', '/'));
    } catch (IOException e) {
      throw new UncheckedIOException("the agent's own file, which should not change while programs run, cannot be read", e);
    }
  }

  private void read() throws IOException {
    for (String name : HiddenFiles.list("boot")) {
      files.put(name, HiddenFiles.classFile(name));
    }
  }

  /** Its superclass and interfaces first: the loader would not find them. */
  private void define(String name) {
    byte[] file = files.remove(name);
    if (file == null) {
      return;
    }
    for (String type : Supertypes.of(file)) {
      define(type);
    }
    Unsafe.getUnsafe().defineClass(name, file, 0, file.length, null, null);
  }
}
