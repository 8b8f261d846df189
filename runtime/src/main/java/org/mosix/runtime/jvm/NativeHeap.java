package org.mosix.runtime.jvm;

import com.sun.management.DiagnosticCommandMBean;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodType;

/** Memory that the VM and the runtime have from the C library, which keeps what is freed for later. */
public final class NativeHeap {

  private static final String COMMANDS = "com.sun.management.internal.DiagnosticCommandImpl";

  private NativeHeap() {}

  /**
   * Gives freed memory back to the system: the diagnostic command {@code System.trim_native_heap}, which glibc systems have from JDK
   * 17.0.9 on.
   *
   * @throws UnsupportedOperationException where there is none
   */
  public static void trim() {
    try {
      Class<?> type = Class.forName(COMMANDS);
      MethodHandle get = Internals.TRUSTED.findStatic(type, "getDiagnosticCommandMBean", MethodType.methodType(DiagnosticCommandMBean.class));
      MethodHandle execute =
          Internals.TRUSTED.findVirtual(type, "executeDiagnosticCommand", MethodType.methodType(String.class, String.class));
      execute.invoke(type.cast((DiagnosticCommandMBean) get.invokeExact()), "System.trim_native_heap");
    } catch (Error e) {
      throw e;
    } catch (Throwable e) {
      throw new UnsupportedOperationException("freed native memory cannot be given back: " + e, e);
    }
  }
}
