package org.mosix.runtime;

import java.io.File;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.instrument.Instrumentation;
import java.lang.instrument.UnmodifiableClassException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.mosix.boot.Blocking;
import org.mosix.boot.BlockingIo;
import org.mosix.boot.Interned;
import org.mosix.boot.RuntimeThread;
import org.mosix.boot.Sys;
import org.mosix.runtime.cache.CacheKeeper;
import org.mosix.runtime.capture.LambdaProxies;
import org.mosix.runtime.capture.MainThread;
import org.mosix.runtime.capture.World;
import org.mosix.runtime.classes.AdoptedClasses;
import org.mosix.runtime.classes.ArrivingClasses;
import org.mosix.runtime.classes.ClassCatalog;
import org.mosix.runtime.classes.LoaderTable;
import org.mosix.runtime.classes.ProgramClasses;
import org.mosix.runtime.classes.Transformer;
import org.mosix.runtime.image.ImageContext;
import org.mosix.runtime.jvm.Preload;
import org.mosix.runtime.syscall.GuestProcess;

/**
 * What there is once per managed JVM, handed to those who need it.
 *
 * @param jar the agent's own file
 * @param options of this JVM
 */
public record Jvm(
    File jar,
    Options options,
    ClassCatalog catalog,
    LoadedClasses loaded,
    ProgramClasses classes,
    LoaderTable loaders,
    AdoptedClasses adopted,
    ArrivingClasses arriving,
    LambdaProxies proxies,
    MainThread mainThread,
    World world,
    Transformer transformer,
    CacheKeeper caches) {

  static Jvm of(
      File jar,
      Options options,
      Instrumentation instrumentation,
      ClassCatalog catalog,
      LoadedClasses loaded,
      ArrivingClasses arriving,
      AdoptedClasses adopted,
      LambdaProxies proxies,
      MainThread mainThread,
      World world,
      Transformer transformer,
      CacheKeeper caches) {
    return new Jvm(
        jar,
        options,
        catalog,
        loaded,
        new ProgramClasses(instrumentation),
        new LoaderTable(),
        adopted,
        arriving,
        proxies,
        mainThread,
        world,
        transformer,
        caches);
  }

  /** Classes that could not be instrumented, with the reason: threads inside them are pinned. */
  public Map<String, String> failures() {
    return transformer.failures();
  }

  /** For one image, written or read here. */
  public ImageContext imageContext() {
    return new ImageContext(loaders)
        .loadedClasses(classes::all)
        .classFiles(catalog::file)
        .lambdaRecipes(proxies)
        .whenRehashed(this::rehash)
        .maybeInterned(Interned::maybe)
        .runtimeThread(thread -> thread instanceof RuntimeThread)
        .stopped(world::isStopped)
        .descriptors(options.guest() ? Jvm::guestDescriptor : Jvm::homeDescriptor)
        .untranslated(this::whyUntranslated)
        .jdkState(true)
        .wellKnown("thread main", mainThread.object());
  }

  private String whyUntranslated() {
    String user = catalog.addressUser();
    return user == null ? transformer.whyUntranslated()
        : "an initialised class of the program works with addresses of memory by jdk.internal.misc.Unsafe (" + user + ")";
  }

  private void rehash() {
    loaders.rehash();
    catalog.rehash();
    adopted.rehash();
  }

  /** Home's numbers get an offset here; those that came from another guest have it. */
  private static int guestDescriptor(int fd) {
    return fd < Sys.HOME_DESCRIPTOR ? fd + Sys.HOME_DESCRIPTOR : fd;
  }

  private static int homeDescriptor(int fd) {
    return fd >= Sys.HOME_DESCRIPTOR && !Sys.mfsDescriptor(fd) ? fd - Sys.HOME_DESCRIPTOR : fd;
  }

  /**
   * Redefines classes with what they have already, which discards their compiled code.
   *
   * @return those that the VM does not redefine, which it says of all together: classes whose initialiser has failed, and whose code never runs
   */
  public List<Class<?>> retransform(List<Class<?>> types) throws UnmodifiableClassException {
    if (types.isEmpty()) {
      return List.of();
    }
    try {
      classes.instrumentation().retransformClasses(types.toArray(new Class<?>[0]));
      return List.of();
    } catch (LinkageError | InternalError e) {
      if (types.size() == 1) {
        return types;
      }
      int half = types.size() / 2;
      List<Class<?>> left = new ArrayList<>(retransform(types.subList(0, half)));
      left.addAll(retransform(types.subList(half, types.size())));
      return left;
    }
  }

  /** Loads what polls need; before the first stop. */
  public void prepareToStop() {
    try {
      Preload.all();
      catalog.polls(Blocking.class);
      catalog.polls(BlockingIo.class);
    } catch (IOException | ClassNotFoundException e) {
      throw new IllegalStateException(jar + " cannot be read", e);
    }
  }

  /** For classes of the JDK that were loaded while the transformer worked: threads in them cannot stop. */
  public void instrumentOverlooked() {
    try {
      loaded.instrumentOverlooked();
    } catch (UnmodifiableClassException e) {
      throw new IllegalStateException("only those are chosen that can be modified", e);
    }
  }

  /** To stderr, if asked for by {@code verbose}; a guest's goes to its daemon's log, never to the program's stderr. */
  public void log(String what, Throwable cause) {
    PrintStream to = options.guest() ? GuestProcess.ownErrors() : System.err;
    if (options.guest() || options.verbose()) {
      to.println("mosix: " + what + (cause == null ? "" : ": " + cause));
      if (cause != null) {
        cause.printStackTrace(to);
      }
    }
  }
}
