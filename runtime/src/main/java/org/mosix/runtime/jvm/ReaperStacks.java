package org.mosix.runtime.jvm;

/**
 * The JDK's threads that wait for child processes have stacks of 128 KB, on which a thread can neither be captured nor resumed; with a
 * property of its own it gives them ordinary ones. It is read once, when the class of process handles is initialised.
 */
public final class ReaperStacks {

  private static final String PROPERTY = "jdk.lang.processReaperUseDefaultStackSize";

  private ReaperStacks() {}

  /** To be called before anyone asks for a process; the property is as before afterwards. */
  public static void enlarge() {
    String before = System.getProperty(PROPERTY);
    System.setProperty(PROPERTY, "true");
    try {
      Class.forName("java.lang.ProcessHandleImpl", true, null);
    } catch (ClassNotFoundException e) {
      throw new LinkageError("process handles are not as expected in this JDK", e);
    } finally {
      if (before == null) {
        System.clearProperty(PROPERTY);
      } else {
        System.setProperty(PROPERTY, before);
      }
    }
  }
}
