package org.mosix.runtime.syscall;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.mosix.instrument.BlockingNatives;

/** The natives of the running JDK that are called through facades, as the rewriter looks them up. */
final class FacadeTargets {

  /**
   * What a call becomes.
   *
   * @param isStatic if the native is static
   * @param virtualName of the facade for {@code invokevirtual}, which respects an override in the receiver's class
   * @param descriptor of the facade
   */
  record Target(boolean isStatic, String owner, String name, String virtualName, String descriptor) {}

  /**
   * Class files name a method by any class that inherits it. Besides: Java 17 has public natives that implement the abstract methods
   * of {@code java.io.FileSystem}, which has no other implementation.
   */
  private static final Map<String, List<String>> OTHER_OWNERS = Map.of(
      "java/io/UnixFileSystem", List.of("java/io/FileSystem"),
      "sun/nio/fs/UnixNativeDispatcher", List.of("sun/nio/fs/LinuxNativeDispatcher"),
      "sun/nio/fs/UnixFileSystem", List.of("sun/nio/fs/LinuxFileSystem"),
      "sun/nio/ch/UnixFileDispatcherImpl", List.of("sun/nio/ch/FileDispatcherImpl"),
      "sun/nio/ch/UnixDispatcher", List.of("sun/nio/ch/SocketDispatcher", "sun/nio/ch/DatagramDispatcher"));

  private static FacadeTargets known;
  private static boolean filesOnly;

  private final List<Target> targets = new ArrayList<>();
  /** By owner, then by name and descriptor: the place in {@link #targets}. */
  private final Map<String, Map<String, Integer>> byOwner = new HashMap<>();
  private final OwnerNames owners;

  private FacadeTargets() {
    for (NativeMethod method : RemoteSyscallTable.all()) {
      Method found = method.find();
      if (found != null && (!filesOnly || ExportRules.isFile(method))) {
        add(method, found);
      }
    }
    owners = new OwnerNames(byOwner.keySet());
  }

  /** At home only calls on files lead to facades; those that may block know the way themselves, see {@code SysBlocked}. */
  static synchronized void filesOnly() {
    if (known != null) {
      throw new IllegalStateException("classes have been rewritten already");
    }
    filesOnly = true;
  }

  static synchronized FacadeTargets known() {
    if (known == null) {
      known = new FacadeTargets();
    }
    return known;
  }

  private void add(NativeMethod method, Method found) {
    boolean isStatic = Modifier.isStatic(found.getModifiers());
    String name = Facade.nameOf(method);
    Target target = new Target(isStatic, Facade.ownerOf(method), name,
        Overridable.is(found) ? Overridable.facadeOf(method) : name, Facade.descriptorOf(method, isStatic));
    put(method.owner(), method.name() + method.descriptor(), target);
    // At home instrumented code calls these, where a native may wait for ever.
    for (String blocking : filesOnly ? List.<String>of() : BlockingNatives.methodsFor(method.owner(), method.name(), method.descriptor())) {
      put(BlockingNatives.OWNER, blocking + method.descriptor(), target);
    }
    for (String other : OTHER_OWNERS.getOrDefault(method.owner(), List.of())) {
      put(other, method.name() + method.descriptor(), target);
    }
  }

  private void put(String owner, String nameAndDescriptor, Target target) {
    byOwner.computeIfAbsent(owner, name -> new HashMap<>()).put(nameAndDescriptor, targets.size());
    targets.add(target);
  }

  List<Target> all() {
    return targets;
  }

  OwnerNames owners() {
    return owners;
  }

  /** The place in {@link #all}, or -1. */
  int find(String owner, String nameAndDescriptor) {
    Map<String, Integer> methods = byOwner.get(owner);
    return methods == null ? -1 : methods.getOrDefault(nameAndDescriptor, -1);
  }
}
