package org.mosix.runtime;

import java.io.File;
import java.lang.instrument.Instrumentation;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.UnaryOperator;
import org.mosix.boot.Blocking;
import org.mosix.boot.BlockingIo;
import org.mosix.boot.Calls;
import org.mosix.boot.Finals;
import org.mosix.boot.Frame;
import org.mosix.boot.Hooks;
import org.mosix.boot.Interned;
import org.mosix.boot.JdkPoll;
import org.mosix.boot.NativeMemory;
import org.mosix.boot.Poll;
import org.mosix.boot.PollState;
import org.mosix.boot.Unwind;
import org.mosix.instrument.MemoryAccess;
import org.mosix.link.NodeFiles;
import org.mosix.link.RunDirectory;
import org.mosix.runtime.cache.CacheKeeper;
import org.mosix.runtime.cache.ClassCache;
import org.mosix.runtime.capture.MainThread;
import org.mosix.runtime.classes.AdoptedClasses;
import org.mosix.runtime.classes.ArrivingClasses;
import org.mosix.runtime.process.Daemon;
import org.mosix.runtime.process.GuestEnd;
import org.mosix.runtime.process.GuestJvm;
import org.mosix.runtime.process.Links;
import org.mosix.runtime.process.NodeFileLinks;
import org.mosix.runtime.syscall.FileCallsRewrite;
import org.mosix.runtime.syscall.GuestProcess;
import org.mosix.runtime.syscall.GuestRewriter;
import org.mosix.runtime.syscall.NodeConfiguration;
import org.mosix.runtime.capture.LambdaProxies;
import org.mosix.runtime.capture.PollSwitch;
import org.mosix.runtime.capture.World;
import org.mosix.runtime.classes.ClassCatalog;
import org.mosix.runtime.classes.KnownPolls;
import org.mosix.runtime.classes.Transformer;
import org.mosix.runtime.image.SetOrder;
import org.mosix.runtime.jvm.BootClasses;
import org.mosix.runtime.resume.ResumeClasses;

/** Builds the runtime of a managed JVM, before the program's main class is loaded. */
final class Startup {

  private static Jvm jvm;

  private Startup() {}

  static void premain(String arguments, Instrumentation instrumentation, File jar) throws Exception {
    Options options = Options.parse(arguments);
    initialiseBootClasses();
    SetOrder.fix();
    boolean mfs = usesNodeFiles(options);
    GuestProcess.configure(configuration(options));
    if (options.strict()) {
      GuestProcess.beStrict();
    }
    ClassCache cache = ClassCache.ofJdk(options.cache(), jar, options.guest() ? "guest" : mfs ? "home with mfs" : "home");
    ClassCache programs = options.guest() ? ClassCache.none() : ClassCache.ofProgram(options.cache(), jar);
    if (options.guest()) {
      GuestProcess.prepare(cache, jar.getAbsolutePath());
    }
    if (mfs) {
      GuestProcess.prepare(cache, jar.getAbsolutePath());
      NodeFileLinks links = new NodeFileLinks(RunDirectory.resolve(options.runDirectory(), System.getenv()), () -> jvm.world(),
          Duration.ofMillis(options.patienceMillis()));
      GuestProcess.useNodes(links, links::node, configuration(options));
    }
    Transformer.Rewrite rewrite = options.guest() ? GuestRewriter::rewrite : mfs ? new FileCallsRewrite() : Transformer.Rewrite.NONE;
    ClassCatalog catalog = new ClassCatalog();
    UnaryOperator<byte[]> untransformed = file -> rewrite.apply(null, file);
    LoadedClasses loaded = new LoadedClasses(instrumentation, rewrite, cache, catalog);
    ResumeClasses resumes = new ResumeClasses(catalog, loaded, untransformed);
    AdoptedClasses adopted = new AdoptedClasses();
    ArrivingClasses arriving = new ArrivingClasses();
    LambdaProxies proxies = new LambdaProxies(resumes, untransformed);
    MainThread main = new MainThread(Thread.currentThread(), options.guest());
    PollSwitch polls = new PollSwitch(instrumentation, BootClasses::file);
    World world = new World(polls, catalog, resumes, proxies, adopted, main);
    Transformer transformer = new Transformer(catalog, arriving, rewrite, cache, programs);
    if (options.guest()) {
      transformer.translate();
    }
    CacheKeeper caches = new CacheKeeper(options.guest(), cache, programs);
    jvm = Jvm.of(jar, options, instrumentation, catalog, loaded, arriving, adopted, proxies, main, world, transformer, caches);
    Hooks.install(world);
    // Maps that several threads change ask it for their cells, those of the transformer too, which would be called for it then.
    Class.forName("java.util.concurrent.ThreadLocalRandom", false, null);
    instrumentation.addTransformer(transformer, true);
    // Not first when a transformer needs a buffer, which could not see it then.
    Class.forName(MemoryAccess.end().replace('/', '.'), false, null);
    loaded.instrument(new Control(jvm));
  }

  /** What serves this JVM while the program runs. Not a lambda: those take milliseconds of a JVM that has just started. */
  private static final class Control implements Runnable {
    private final Jvm jvm;

    private Control(Jvm jvm) {
      this.jvm = jvm;
    }

    @Override
    public void run() {
      jvm.caches().start();
      if (jvm.options().stopEveryMillis() > 0) {
        new InPlace(jvm).run();
      } else if (!jvm.options().guest()) {
        Daemon.serveHome(jvm);
      }
    }
  }

  private static NodeConfiguration configuration(Options options) {
    return new NodeConfiguration(NodeFiles.file(RunDirectory.resolve(options.runDirectory(), System.getenv())));
  }

  /** Whether calls on files must be looked at at home too: it costs some start-up time. */
  private static boolean usesNodeFiles(Options options) {
    if (options.guest() || options.mfs() != null) {
      return !options.guest() && options.mfs().equals("on");
    }
    return Files.exists(NodeFiles.file(RunDirectory.resolve(options.runDirectory(), System.getenv())));
  }

  /** The main method of a guest. */
  static void guestMain() throws Throwable {
    jvm.prepareToStop();
    jvm.instrumentOverlooked();
    jvm.world().vacant();
    GuestEnd.install(jvm.mainThread());
    Links.prepare();
    RunDirectory run = RunDirectory.resolve(jvm.options().runDirectory(), System.getenv());
    new GuestJvm(jvm, jvm.options().host(), jvm.options().key() == null ? run.key() : Path.of(jvm.options().key())).start();
    jvm.mainThread().awaitEnd();
  }

  /** Before a JDK class calls them: initialising one from inside {@code HashMap} or the like would recurse. */
  private static void initialiseBootClasses() throws ClassNotFoundException {
    Class<?>[] types = {Poll.class, JdkPoll.class, PollState.class, Unwind.class, Calls.class, Hooks.class, Frame.class, Interned.class, Finals.class, Blocking.class,
        NativeMemory.class};
    for (Class<?> type : types) {
      Class.forName(type.getName(), true, null);
    }
    BlockingIo.prepare();
    KnownPolls.prepare();
  }
}
