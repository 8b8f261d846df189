package org.mosix.runtime.syscall;

import java.lang.instrument.ClassFileTransformer;
import java.lang.instrument.Instrumentation;
import java.security.ProtectionDomain;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.mosix.runtime.cache.ClassCache;

/** Makes this JVM a guest: rewrites every class, those of the JDK too, and connects to the {@link HomeMain} whose port it is given. */
final class GuestAgent {

  private GuestAgent() {}

  public static void premain(String port, Instrumentation instrumentation) throws Exception {
    open(instrumentation);
    GuestProcess.prepare(ClassCache.none(), System.getProperty("java.class.path").split(java.io.File.pathSeparator));
    SocketSyscallLink link = new SocketSyscallLink(Integer.parseInt(port));
    FacadeTargets.known();
    GuestRewriter.rewrite("warm", classFile());
    instrumentation.addTransformer(new Rewriting(), true);
    List<Class<?>> loaded = new ArrayList<>();
    for (Class<?> type : instrumentation.getAllLoadedClasses()) {
      if (instrumentation.isModifiableClass(type) && !type.isArray() && !type.getName().startsWith("org.mosix.")
          && !type.isHidden()) {
        loaded.add(type);
      }
    }
    instrumentation.retransformClasses(loaded.toArray(new Class<?>[0]));
    GuestProcess.attach(link);
  }

  private static byte[] classFile() throws Exception {
    try (var in = GuestAgent.class.getResourceAsStream("GuestAgent.class")) {
      return in.readAllBytes();
    }
  }

  static void open(Instrumentation instrumentation) {
    Module base = Object.class.getModule();
    Set<Module> us = Set.of(GuestAgent.class.getModule(), org.mosix.boot.Sys.class.getModule());
    Map<String, Set<Module>> packages = new java.util.HashMap<>();
    base.getPackages().forEach(name -> packages.put(name, us));
    instrumentation.redefineModule(base, Set.of(), packages, packages, Set.of(), Map.of());
  }

  private static final class Rewriting implements ClassFileTransformer {
    @Override
    public byte[] transform(ClassLoader loader, String name, Class<?> type, ProtectionDomain domain, byte[] bytes) {
      if (name != null && name.startsWith("org/mosix/runtime/")) {
        return null;
      }
      try {
        byte[] rewritten = GuestRewriter.rewrite(name, bytes);
        return rewritten == bytes ? null : rewritten;
      } catch (Throwable e) {
        e.printStackTrace();
        throw e;
      }
    }
  }
}
