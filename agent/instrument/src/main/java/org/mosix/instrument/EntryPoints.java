package org.mosix.instrument;

import org.objectweb.asm.tree.MethodNode;

/** Methods that can be the bottom frame of a thread. */
final class EntryPoints {

  private EntryPoints() {}

  static boolean isBottom(MethodNode method) {
    return method.name.equals("run") && method.desc.equals(Names.VOID)
        || method.name.equals("main") && (method.desc.equals("([Ljava/lang/String;)V") || method.desc.equals(Names.VOID));
  }
}
