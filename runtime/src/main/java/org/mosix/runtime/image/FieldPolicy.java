package org.mosix.runtime.image;

import java.util.HashMap;
import java.util.Map;

/** Instance fields that do not travel: they belong to the VM or to the JVM they are in. A reader's fields keep what they have. */
final class FieldPolicy {

  private static final Map<String, String> STAYS = new HashMap<>();

  static {
    String vm = "the VM's own";
    stays("java.lang.ref.Reference", "discovered", vm);
    stays("java.lang.Throwable", "backtrace", "method pointers; the elements are made first");
    stays("java.lang.StackTraceElement", "declaringClassObject", "only the JDK looks at it, before anyone has the element");
    stays("java.lang.Thread", "eetop", "pointer to the native thread");
    stays("java.lang.Thread", "cont", "stack of a virtual thread's carrier");
    VirtualParts.fields(STAYS);
    String start = "filled again by start()";
    stays("java.lang.ThreadGroup", "threads", start);
    stays("java.lang.ThreadGroup", "nthreads", start);
    stays("java.lang.ThreadGroup", "nUnstartedThreads", start);
    String links = "list of the cleaner; the target registers anew";
    stays("jdk.internal.ref.PhantomCleanable", "prev", links);
    stays("jdk.internal.ref.PhantomCleanable", "next", links);
    stays("jdk.internal.ref.PhantomCleanable", "node", links);
    stays("jdk.internal.ref.PhantomCleanable", "index", links);
    stays("java.nio.DirectByteBuffer", "cleaner", "frees the target's memory");
    stays("java.lang.invoke.LambdaForm", "vmentry", "code of this JVM");
    stays("java.lang.invoke.LambdaForm$NamedFunction", "invoker", "found again when needed");
    stays("java.lang.invoke.MemberName", "method", vm);
    stays("java.lang.invoke.CallSite", "context", vm);
    stays("java.awt.Image", "surfaceManager", "made when the image is drawn on");
    String conversions = "a cache";
    stays("java.lang.invoke.MethodHandle", "asTypeCache", conversions);
    stays("java.lang.invoke.MethodHandle", "asTypeSoftCache", conversions);
    stays("java.lang.invoke.MethodHandleImpl$AsVarargsCollector", "asCollectorCache", conversions);
    String loader = "bookkeeping of a loader that already defined its classes";
    for (String name : new String[] {"name", "unnamedModule", "nameAndId", "parallelLockMap", "package2certs", "classes", "defaultDomain",
        "packages", "libraries", "assertionLock", "classLoaderValueMap", "nativeLibraries"}) {
      stays("java.lang.ClassLoader", name, loader);
    }
    stays("java.security.SecureClassLoader", "pdcache", loader);
    for (String name : StreamDescriptor.FOUND_HERE) {
      stays("java.io.ObjectStreamClass", name, "found in the class here");
    }
    stays("java.io.ObjectStreamClass", StreamDescriptor.MADE_HERE, "made when needed");
  }

  private FieldPolicy() {}

  private static void stays(String type, String field, String reason) {
    STAYS.put(type + "." + field, reason);
  }

  static boolean stays(DeclaredField field) {
    return field.owner().getClassLoader() == null && STAYS.containsKey(field.owner().getName() + "." + field.name());
  }
}
