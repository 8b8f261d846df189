package org.mosix.runtime;

import java.io.File;
import java.lang.instrument.Instrumentation;
import java.lang.instrument.UnmodifiableClassException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.mosix.boot.Blocking;
import org.mosix.boot.Calls;
import org.mosix.boot.Finals;
import org.mosix.boot.Frame;
import org.mosix.boot.Hooks;
import org.mosix.boot.Interned;
import org.mosix.boot.Poll;
import org.mosix.boot.Unwind;
import org.mosix.instrument.Capturable;
import org.mosix.runtime.capture.LambdaProxies;
import org.mosix.runtime.capture.World;
import org.mosix.runtime.classes.ClassCatalog;
import org.mosix.runtime.classes.Transformer;
import org.mosix.runtime.jvm.OpenJdk;
import org.mosix.runtime.resume.ResumeClasses;

/** Builds the runtime of a managed JVM, before the program's main class is loaded. */
public final class Startup {

  private static World world;
  private static ClassCatalog catalog;

  private Startup() {}

  /** Called by the agent's entry class. */
  public static void premain(String arguments, Instrumentation instrumentation, File jar) throws Exception {
    Options options = Options.parse(arguments);
    OpenJdk.to(Startup.class.getClassLoader(), instrumentation);
    initialiseBootClasses();
    catalog = new ClassCatalog();
    UnaryOperator<byte[]> rewrite = UnaryOperator.identity();
    ResumeClasses resumes = new ResumeClasses(catalog, rewrite);
    world = new World(catalog, resumes, new LambdaProxies(), type -> false, Thread.currentThread());
    Hooks.install(world);
    instrumentation.addTransformer(new Transformer(catalog), true);
    instrumentLoadedClasses(instrumentation);
    if (options.stopEveryMillis() > 0) {
      new InPlace(world, options, jar).start();
    }
  }

  /** Called by the main method of a guest. */
  public static void guestMain() throws Throwable {
    world.enterMain();
  }

  /** Before a JDK class calls them: initialising one from inside {@code HashMap} or the like would recurse. */
  private static void initialiseBootClasses() throws ClassNotFoundException {
    Class<?>[] types = {Poll.class, Unwind.class, Calls.class, Hooks.class, Frame.class, Interned.class, Finals.class, Blocking.class};
    for (Class<?> type : types) {
      Class.forName(type.getName(), true, null);
    }
    Poll.disarm();
  }

  private static void instrumentLoadedClasses(Instrumentation instrumentation) throws UnmodifiableClassException {
    List<Class<?>> loaded = new ArrayList<>();
    for (Class<?> type : instrumentation.getAllLoadedClasses()) {
      String name = type.getName().replace('.', '/');
      if (ClassCatalog.isJdk(type.getClassLoader())
          && (Capturable.jdk(name) || Capturable.ours(name))
          && !type.isHidden()
          && instrumentation.isModifiableClass(type)) {
        loaded.add(type);
      }
    }
    instrumentation.retransformClasses(loaded.toArray(new Class<?>[0]));
  }
}
