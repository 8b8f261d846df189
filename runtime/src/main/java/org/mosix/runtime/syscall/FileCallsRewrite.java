package org.mosix.runtime.syscall;

import java.util.List;
import org.mosix.runtime.classes.Transformer;

/**
 * The change of a home JVM's classes that lets a program open files of other nodes: calls on files are looked at, all others stay the
 * JDK's own. Of the JDK only the packages that make them are concerned.
 */
public final class FileCallsRewrite implements Transformer.Rewrite {

  private static final List<String> CALLERS = List.of("java/io/", "java/nio/", "java/util/zip/", "sun/nio/");
  private static final List<String> OTHERS = List.of("java/", "javax/", "sun/", "jdk/", "com/sun/", "org/mosix/boot/", "org/mosix/agent/");

  @Override
  public byte[] apply(String internalName, byte[] file) {
    String name = internalName != null ? internalName : new ConstantPool(file).name();
    return concerns(name) ? GuestRewriter.rewrite(name, file) : file;
  }

  @Override
  public boolean concerns(String internalName) {
    return starts(internalName, CALLERS) || !starts(internalName, OTHERS);
  }

  private static boolean starts(String name, List<String> prefixes) {
    for (String prefix : prefixes) {
      if (name.startsWith(prefix)) {
        return true;
      }
    }
    return false;
  }
}
