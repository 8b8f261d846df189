package org.mosix.runtime.image;

import static org.mosix.runtime.image.Raw.U;

import java.io.FileDescriptor;
import java.util.HashMap;
import java.util.Map;

/** The table of {@link Fixup}s, by the JDK class they are for. */
final class Fixups {

  static final Map<String, Fixup> TABLE = new HashMap<>();

  /** Bit of {@code threadStatus}: the thread was started and has not ended. */
  private static final int ALIVE = 1;

  static {
    TABLE.put("java.lang.Thread", Fixups::thread);
    TABLE.put("java.lang.Thread$FieldHolder", Fixups::startable);
    TABLE.put("java.io.FileDescriptor", Fixups::descriptor);
    TABLE.put("java.io.FileCleanable", (o, context) -> {
      fd(o, "java.io.FileCleanable", context);
      Cleanables.unlink(o);
    });
    TABLE.put("jdk.internal.ref.PhantomCleanable", (o, context) -> Cleanables.unlink(o));
    TABLE.put("java.lang.invoke.LambdaForm", InvocationForms::compile);
    TABLE.put("java.lang.invoke.CallSite", InvocationForms::connect);
    // The file's own parts are fixed by themselves; that it is open here Claims makes known, if the process comes to run here.
    TABLE.put("java.util.zip.ZipFile$Source", (o, context) -> { });
    // So with arenas, and the collector.
    TABLE.put(ArenasLeft.COLLECTED, (o, context) -> { });
    TABLE.put("java.lang.Package", (o, context) -> packageOfLoader((Package) o));
    VirtualParts.fixups(TABLE);
    HomeHandles.fixups(TABLE);
  }

  private Fixups() {}

  /** On 17 the status is a field of the thread, later of its holder. */
  private static void thread(Object o, ImageContext context) {
    if (Raw.field(Thread.class, "threadStatus") != null) {
      startable(o, context);
    }
  }

  /** A thread that was alive can be started, one that has ended stays so. */
  private static void startable(Object o, ImageContext context) {
    long offset = Raw.offset(o instanceof Thread ? Thread.class : o.getClass(), "threadStatus");
    if ((U.getInt(o, offset) & ALIVE) != 0) {
      U.putInt(o, offset, 0);
    }
  }

  /** Packages are compared by identity: the one that the program has is the one that its loader answers with. */
  @SuppressWarnings("unchecked")
  private static void packageOfLoader(Package o) {
    Module module = (Module) U.getReference(o, Raw.offset(Raw.jdkClass("java.lang.NamedPackage"), "module"));
    ClassLoader own = module.getClassLoader();
    Object loader = own != null ? own : Raw.getStatic(Raw.jdkClass("jdk.internal.loader.ClassLoaders"), "BOOT_LOADER");
    ((Map<String, Object>) U.getReference(loader, Raw.offset(ClassLoader.class, "packages"))).put(o.getName(), o);
  }

  private static void descriptor(Object o, ImageContext context) {
    fd(o, FileDescriptor.class.getName(), context);
  }

  private static void fd(Object o, String type, ImageContext context) {
    long offset = Raw.offset(Raw.jdkClass(type), "fd");
    int fd = U.getInt(o, offset);
    if (fd >= 0) {
      U.putInt(o, offset, context.descriptors.applyAsInt(fd));
    }
  }
}
