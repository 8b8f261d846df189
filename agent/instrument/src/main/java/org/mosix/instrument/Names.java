package org.mosix.instrument;

/** Internal names and descriptors of the boot classes that instrumented code refers to. */
final class Names {

  /** What the names of all of them begin with. */
  static final byte[] PACKAGE = "org/mosix/boot/".getBytes(java.nio.charset.StandardCharsets.US_ASCII);

  static final String POLL = "org/mosix/boot/Poll";
  /** Of the JDK's classes. */
  static final String JDK_POLL = "org/mosix/boot/JdkPoll";
  static final String POLL_METHOD = "poll";
  static final String UNWIND = "org/mosix/boot/Unwind";
  static final String CALLS = "org/mosix/boot/Calls";
  static final String RESUMED_LINKS = "org/mosix/boot/ResumedLinks";
  static final String WALKING = "(Ljava/lang/StackWalker;Ljava/util/function/Function;)Ljava/util/function/Function;";
  static final String STACK_WALKER = "java/lang/StackWalker";
  /** Of every hidden class. */
  static final String CLASS_DEFINER = "java/lang/invoke/MethodHandles$Lookup$ClassDefiner";
  /** Its method that all others call. */
  static final String DEFINE = "(ZLjava/lang/Object;)Ljava/lang/Class;";
  static final String BLOCKING = "org/mosix/boot/Blocking";
  static final String NATIVE_MEMORY = "org/mosix/boot/NativeMemory";
  static final String FRAME = "org/mosix/boot/Frame";
  static final String RESUMPTION = "org/mosix/boot/Resumption";
  static final String THROWABLE = "java/lang/Throwable";
  /** The VM gives it signals by {@code dispatch}. */
  static final String SIGNAL = "jdk/internal/misc/Signal";
  static final String SIGNAL_GATE = "org/mosix/boot/SignalGate";
  static final String VOID = "()V";

  private Names() {}

  /** Whose poll a class of this name calls. */
  static String pollOf(String type) {
    return Capturable.jdk(type) || Capturable.reports(type) ? JDK_POLL : POLL;
  }

  static boolean isPoll(String owner, String method) {
    return (owner.equals(POLL) || owner.equals(JDK_POLL)) && method.equals(POLL_METHOD);
  }
}
