package org.mosix.instrument;

/** Which classes are instrumented, so that threads inside them can be captured. Decided by name: the same on every node. */
public final class Capturable {

  /** JDK packages and classes (a trailing slash: everything below) that call the program back, block, or compute for long. */
  private static final String[] JDK = {
    "java/util/",
    "java/io/",
    "java/math/",
    "java/text/",
    "java/sql/",
    "java/beans/",
    "java/lang/Thread",
    "java/lang/Iterable",
    "java/lang/System$In",
    "java/nio/file/",
    "javax/",
    "sun/nio/cs/StreamDecoder",
    "sun/nio/cs/StreamEncoder",
    "org/xml/",
    "org/w3c/",
    "com/sun/org/apache/",
    "jdk/internal/misc/InternalLock",
    "java/lang/invoke/InnerClassLambdaMetafactory",
  };

  /** Exceptions to {@link #JDK}: used by the VM or by class loading, or holding native state for the time of a call. */
  private static final String[] KEPT_OUT = {
    "java/util/zip/",
    "java/util/jar/",
    "java/util/Locale",
    "java/util/ResourceBundle",
    "java/io/ObjectStreamClass",
    "java/io/FileDescriptor",
    "java/io/FileCleanable",
    "java/io/UnixFileSystem",
    "java/io/DefaultFileSystem",
    "java/io/ExpiringCache",
    "java/lang/ThreadLocal",
    "java/nio/file/spi/",
    "java/util/concurrent/locks/AbstractOwnableSynchronizer",
  };

  private Capturable() {}

  /** True for a JDK class (boot or platform loader) of this internal name that is instrumented. */
  public static boolean jdk(String name) {
    return matches(name, JDK) && !matches(name, KEPT_OUT);
  }

  /** True for a JDK class that reports to the runtime, and is not capturable. */
  public static boolean reports(String name) {
    return name.equals(Names.THROWABLE);
  }

  /** True for our own boot class whose frames are captured like a program's. */
  public static boolean ours(String name) {
    return name.equals(Names.BLOCKING) || name.equals("org/mosix/boot/BlockingIo");
  }

  private static boolean matches(String name, String[] prefixes) {
    for (String prefix : prefixes) {
      if (name.startsWith(prefix)) {
        int end = prefix.length();
        if (prefix.charAt(end - 1) == '/' || name.length() == end || name.charAt(end) == '$') {
          return true;
        }
      }
    }
    return false;
  }
}
