package org.mosix.runtime.image;

import java.io.IOException;
import java.util.Collection;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.mosix.boot.NativeMemory;

/**
 * Writes the heap of a stopped process: everything reachable from a root object and from the static fields of the program's initialised
 * classes. Objects are not changed, apart from stack traces that are made and hashes that the slower path gives.
 */
public final class ImageWriter implements AutoCloseable {

  private static final int ATTEMPTS_BY_ADDRESS = 2;

  private static final Seed BOXED = new Seed(Specials.BOXED, null);
  private static final Seed LITERAL = new Seed(Specials.TEXT, Text.LITERAL);

  /** Whose objects have hashes made of that of their class. */
  private static final List<String> HASHED_BY_CLASS = Stream.of("Iso", "ThaiBuddhist", "Japanese", "Minguo", "Hijrah")
      .map(calendar -> "java.time.chrono." + calendar + "Chronology").toList();

  private final ImageContext context;
  private static volatile boolean warm;

  private final JdkFields jdk = JdkFields.ofThisJvm();
  private final Literals literals = new Literals();
  private final IdPages pages = new IdPages();
  private List<Object> ahead = List.of();

  public ImageWriter(ImageContext context) {
    this.context = context;
  }

  /** Gives the reasons not to move for which a process need not be stopped. Others are given by {@link #write}, and these once more. */
  public static void admit(ImageContext context) throws CannotMove {
    ProgramLibraries.refuse(context.loaders.all());
  }

  /** The part of the work that does not need a stopped process; call it shortly before the stop, any number of times. */
  public ImageWriter prepare(Collection<Class<?>> initialisedAppClasses) {
    JdkStatics.load();
    Disposals.load();
    VmBeans.load();
    jdk.update(context.loadedClasses.get());
    for (JdkFields.Singleton singleton : jdk.singletons()) {
      singleton.namedValue();
    }
    for (Class<?> type : initialisedAppClasses) {
      layout(type);
    }
    literals.update(initialisedAppClasses);
    if (!warm) {
      warm = true;
      Warmup.light(context);
    }
    return this;
  }

  /** Takes the memory of the walk now, up to half of what the heap has, and not while the process is frozen, as far as that needs it. */
  public void takeRoom() {
    if (AddressIds.possible()) {
      pages.prepare(usedHeap());
    }
  }

  /** Sends what the process has that is large and does not change; call it before the stop, and {@link ImageReader#receiveAhead} there. */
  public void sendAhead(ChunkSink sink) throws IOException {
    ahead = ZipSources.tables();
    SentAhead.send(ahead, sink);
  }

  private static void layout(Class<?> type) {
    try {
      Layout.ofStatics(type);
      if (!type.isInterface()) {
        Layout.of(type).finalizable();
      }
    } catch (DeclaredField.Unlisted e) {
      return; // a reason not to move, which the write will give if it gets so far
    }
  }

  /** As {@link #write}, but of a sample for {@link Warmup}: nothing of the process is in the image. */
  void writeSample(Object sample, ChunkSink sink) throws CannotMove, IOException {
    jdk.update(context.loadedClasses.get());
    JdkState.take();
    write(sample, List.of(), sink, AddressIds.possible(), null, ProgramMemory.none(), Downcalls.none());
  }

  private static long usedHeap() {
    Runtime vm = Runtime.getRuntime();
    return vm.totalMemory() - vm.freeMemory();
  }

  /**
   * Writes one image. All threads of the program are stopped.
   *
   * @param loaded all classes of this JVM, as of after the stop
   * @throws CannotMove when something was reached that has no place in an image; the sink has got the end of an aborted image
   */
  public ImageStats write(Object root, Class<?>[] loaded, Collection<Class<?>> initialisedAppClasses, ChunkSink sink)
      throws CannotMove, IOException {
    return write(root, loaded, initialisedAppClasses, sink, AddressIds.possible());
  }

  /** As {@link #write(Object, Class[], Collection, ChunkSink)}, where nothing has been loaded since. */
  public ImageStats write(Object root, Collection<Class<?>> initialisedAppClasses, ChunkSink sink) throws CannotMove, IOException {
    return write(root, context.loadedClasses.get(), initialisedAppClasses, sink);
  }

  ImageStats write(Object root, Class<?>[] loaded, Collection<Class<?>> initialisedAppClasses, ChunkSink sink, boolean byAddress)
      throws CannotMove, IOException {
    jdk.update(loaded);
    literals.update(initialisedAppClasses);
    String untranslated = context.untranslated.get();
    if (untranslated != null) {
      throw new CannotMove(untranslated);
    }
    admit(context);
    try {
      return write(root, initialisedAppClasses, sink, byAddress, context.jdkState ? JdkState.take() : null, ProgramMemory.keep(), Downcalls.among(loaded));
    } finally {
      NativeMemory.release();
    }
  }

  private ImageStats write(
      Object root, Collection<Class<?>> initialisedAppClasses, ChunkSink sink, boolean byAddress, Object[] state, ProgramMemory memory, Downcalls downcalls)
      throws CannotMove, IOException {
    long start = System.nanoTime();
    Object[] roots = {root, state, memory.global(), hashed(initialisedAppClasses)};
    ChunkOut out = new ChunkOut(sink);
    LeftBehind.begin();
    for (int attempt = 0;; attempt++) {
      boolean address = byAddress && attempt < ATTEMPTS_BY_ADDRESS;
      try (ObjectIds ids = address ? new AddressIds(pages) : new HashIds()) {
        PendingReferences.settle();
        out.source(ids);
        int objects = unlessStale(ids, () -> attempt(roots, context.initialised(initialisedAppClasses), out, ids, memory, downcalls));
        out.finish();
        return new ImageStats(objects, out.bytesSent(), System.nanoTime() - start, attempt, address);
      } catch (ChunkOut.Stale e) {
        out.restart();
      } catch (DeclaredField.Unlisted e) {
        out.abort();
        throw new CannotMove(e.getMessage(), e);
      } catch (CannotMove e) {
        out.abort();
        throw explained(e, roots, initialisedAppClasses);
      }
    }
  }

  /** Where objects have moved, those at which the walk ends are not known any more: what it met behind them is no part of the process. */
  private static int unlessStale(ObjectIds ids, Attempt attempt) throws CannotMove, IOException {
    try {
      return attempt.run();
    } catch (CannotMove | RuntimeException e) {
      if (ids.stale()) {
        throw new ChunkOut.Stale();
      }
      throw e;
    }
  }

  private interface Attempt {
    int run() throws CannotMove, IOException;
  }

  /**
   * Classes whose identity hash somebody has asked for: the program may keep it, or what it has reckoned from it, without keeping the class, as
   * {@code getClass().hashCode()} in the hash of an object. Of the JDK's, whose hashes the runtime asks for itself, only those that do so.
   */
  private static Object[] hashed(Collection<Class<?>> classes) {
    Stream<Class<?>> ofJdk = HASHED_BY_CLASS.stream().<Class<?>>map(Raw::loadedOrNull).filter(Objects::nonNull);
    return Stream.concat(classes.stream(), ofJdk).filter(type -> HeapLayout.hash(type) != 0).toArray();
  }

  private CannotMove explained(CannotMove e, Object root, Collection<Class<?>> initialised) {
    if (e.culprit() == null) {
      return e;
    }
    Set<Object> singletons = Collections.newSetFromMap(new IdentityHashMap<>());
    for (JdkFields.Singleton singleton : jdk.singletons()) {
      if (!singleton.filled()) {
        singletons.add(singleton.value());
      }
    }
    // Nor does the way go on behind these: the list of the common cleaner leads to all that has an action.
    singletons.addAll(WellKnown.of(context).values());
    String path = PathFinder.path(e.culprit(), root, context.initialised(initialised), singletons);
    return path.isEmpty() ? e : new CannotMove(e.getMessage() + ", by way of " + path, e.getCause());
  }

  /** Gives back the memory that {@link #prepare} set aside and no write used. */
  @Override
  public void close() {
    pages.close();
  }

  private int attempt(Object[] roots, List<Class<?>> initialised, ChunkOut out, ObjectIds ids, ProgramMemory memory, Downcalls downcalls)
      throws CannotMove, IOException {
    Seeds seeds = new Seeds();
    Walk walk = new Walk(context, out, ids, seeds, jdk.internalThreadLocals(), memory, downcalls);
    seed(walk, seeds);
    walk.classes.text(HeapLayout.describe());
    out.putLong(usedHeap() + DirectMemory.inUse() + memory.bytes());
    memory.write(out);
    walk.root(downcalls.signatures());
    walk.statics(initialised);
    walk.root(roots);
    walk.segments.check();
    out.putInt(walk.objects());
    return walk.objects();
  }

  private void seed(Walk walk, Seeds seeds) {
    for (Map.Entry<String, Object> entry : WellKnown.of(context).entrySet()) {
      walk.seed(entry.getValue(), seeds.next());
      seeds.add(new Seed(Specials.WELL_KNOWN, entry.getKey()));
    }
    int boxed = seeds.next();
    seeds.add(BOXED);
    for (Object box : Boxed.all()) {
      walk.seed(box, boxed);
    }
    int literal = seeds.next();
    seeds.add(LITERAL);
    literals.seed(walk, literal);
    for (int i = 0; i < ahead.size(); i++) {
      walk.seed(ahead.get(i), seeds.next());
      seeds.add(new Seed(Specials.SENT_AHEAD, i));
    }
    for (JdkFields.Singleton singleton : jdk.singletons()) {
      Object value = singleton.namedValue();
      if (value != null) {
        walk.seed(value, seeds.next());
        seeds.add(singleton.seed());
      }
    }
  }
}
