package org.mosix.instrument;

/** Methods that can be the bottom frame of a thread. */
final class EntryPoints {

  private EntryPoints() {}

  static boolean isBottom(String name, String descriptor) {
    return name.equals("run") && descriptor.equals(Names.VOID)
        // Of java.lang.Thread, since 21: the first method with polls of a virtual thread.
        || name.equals("runWith") && descriptor.equals("(Ljava/lang/Object;Ljava/lang/Runnable;)V")
        || name.equals("main") && (descriptor.equals("([Ljava/lang/String;)V") || descriptor.equals(Names.VOID));
  }
}
