package org.mosix.instrument;

/** Methods that can be the bottom frame of a thread. */
final class EntryPoints {

  private EntryPoints() {}

  static boolean isBottom(String name, String descriptor) {
    return name.equals("run") && descriptor.equals(Names.VOID)
        || name.equals("main") && (descriptor.equals("([Ljava/lang/String;)V") || descriptor.equals(Names.VOID));
  }
}
