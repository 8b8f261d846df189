package org.mosix.runtime.image;

import java.io.BufferedReader;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileReader;
import java.io.PrintStream;
import java.io.RandomAccessFile;
import java.lang.ref.ReferenceQueue;
import java.lang.ref.SoftReference;
import java.lang.ref.WeakReference;
import java.lang.reflect.Field;
import java.nio.ByteBuffer;
import java.nio.IntBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.SecureRandom;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.Random;
import java.util.Set;
import java.util.TimeZone;
import java.util.WeakHashMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

/** Objects with a part of the process behind them. */
final class ProcessScenarios {

  /** What the reader's descriptors are moved by. */
  static final int MOVED = 1 << 30;

  private ProcessScenarios() {}

  public static final class References implements Scenario {
    static Object strong;

    @Override
    public Object make() {
      strong = new Object();
      ReferenceQueue<Object> queue = new ReferenceQueue<>();
      Map<Object, String> weakMap = new WeakHashMap<>();
      weakMap.put(strong, "kept");
      weakMap.put("literal", "too");
      return new Object[] {new WeakReference<>(strong), new WeakReference<>(strong, queue), new SoftReference<>("soft"), queue, weakMap,
          new java.lang.ref.PhantomReference<>(strong, queue), new WeakReference<>(new Object())};
    }

    @Override
    public void check(Object root) throws Exception {
      Object[] a = (Object[]) root;
      expect(((WeakReference<?>) a[0]).get() == strong && ((WeakReference<?>) a[1]).get() == strong, "weak");
      expect(((SoftReference<?>) a[2]).get().equals("soft"), "soft");
      expect(((Map<?, ?>) a[4]).get(strong).equals("kept"), "weak map");
      ReferenceQueue<?> queue = (ReferenceQueue<?>) a[3];
      strong = null;
      ((Map<?, ?>) a[4]).size();
      System.gc();
      System.gc();
      expect(((WeakReference<?>) a[0]).get() == null, "cleared");
      Set<Object> enqueued = Set.of(queue.remove(10_000), queue.remove(10_000));
      expect(enqueued.contains(a[1]) && enqueued.contains(a[5]), "enqueued");
    }
  }

  static final class Worker extends Thread {
    volatile int ran;
    final ThreadLocal<String> local = ThreadLocal.withInitial(() -> "initial");

    Worker(ThreadGroup group, String name) {
      super(group, name);
    }

    @Override
    public void run() {
      ran++;
    }
  }

  public static final class Threads implements Scenario {
    private static final ThreadLocal<String> LOCAL = new ThreadLocal<>();

    @Override
    public Object make() throws Exception {
      ThreadGroup group = new ThreadGroup("workers");
      Worker fresh = new Worker(group, "fresh");
      fresh.setDaemon(true);
      fresh.setPriority(7);
      Worker ended = new Worker(group, "ended");
      ended.start();
      ended.join();
      ReentrantLock lock = new ReentrantLock();
      lock.lock();
      Thread alive = new Thread(group, () -> {
        LOCAL.set("of the thread");
        lock.lock();
      }, "alive");
      alive.setDaemon(true);
      alive.start();
      while (!lock.hasQueuedThread(alive)) {
        Thread.onSpinWait();
      }
      ByteBuffer direct = ByteBuffer.allocateDirect(10);
      try (FileChannel channel = FileChannel.open(Path.of(System.getProperty("java.home"), "release"))) {
        channel.read(ByteBuffer.allocate(10));
      }
      LOCAL.set("of main");
      return new Object[] {fresh, ended, alive, group, Thread.currentThread(), group.getParent(), direct};
    }

    @Override
    public void check(Object root) throws Exception {
      Object[] a = (Object[]) root;
      Worker fresh = (Worker) a[0];
      Worker ended = (Worker) a[1];
      Thread alive = (Thread) a[2];
      if (alive.isAlive()) {
        return;
      }
      expect(fresh.getState() == Thread.State.NEW && fresh.isDaemon() && fresh.getPriority() == 7, "new thread");
      expect(ended.getState() == Thread.State.TERMINATED && ended.ran == 1, "ended thread");
      ended.join();
      expect(alive.getState() == Thread.State.NEW && alive.getName().equals("alive"), "alive thread " + alive.getState());
      expect(fresh.getThreadGroup() == a[3] && ((ThreadGroup) a[3]).getParent() == Thread.currentThread().getThreadGroup(), "group");
      expect(a[5] == Thread.currentThread().getThreadGroup(), "main group");
      fresh.start();
      fresh.join(10_000);
      expect(fresh.ran == 1 && fresh.getState() == Thread.State.TERMINATED, "ran");
      expect(new Thread().getId() > alive.getId(), "ids go on");
    }

    @Override
    public ImageContext context(ImageContext context) {
      return context.jdkState(true);
    }
  }

  public static final class JdkWide implements Scenario {
    private static List<Object> orders;

    @Override
    public ImageContext context(ImageContext context) {
      return context.jdkState(true);
    }

    @Override
    public Object make() {
      System.setProperty("scenario", "yes");
      Properties properties = System.getProperties();
      Locale.setDefault(Locale.forLanguageTag("de-AT"));
      TimeZone.setDefault(TimeZone.getTimeZone("Asia/Tokyo"));
      Thread.setDefaultUncaughtExceptionHandler((t, e) -> { });
      ForkJoinPool.commonPool().submit(() -> 1).join();
      java.util.logging.Logger.getLogger("a.b").setLevel(java.util.logging.Level.FINEST);
      orders = List.of(List.copyOf(Set.of(1, 2, 3, 4, 5, 6, 7, 8, 9, 10)), List.copyOf(Map.of("a", 1, "b", 2, "c", 3, "d", 4).keySet()));
      System.setOut(new PrintStream(System.out, true));
      return new Object[] {properties, System.out, Locale.getDefault(), new Random(), ForkJoinPool.commonPool(), new SecureRandom(),
          Thread.getDefaultUncaughtExceptionHandler(), System.getenv(), java.util.logging.Logger.getLogger("a.b")};
    }

    @Override
    public void check(Object root) {
      Object[] a = (Object[]) root;
      expect(System.getProperty("scenario").equals("yes") && System.getProperties() == a[0], "properties");
      expect(System.out == a[1], "out");
      expect(Locale.getDefault() == a[2] && a[2].equals(Locale.forLanguageTag("de-AT")), "locale");
      expect(TimeZone.getDefault().getID().equals("Asia/Tokyo"), "time zone");
      expect(Thread.getDefaultUncaughtExceptionHandler() == a[6], "handler");
      expect(List.copyOf(Set.of(1, 2, 3, 4, 5, 6, 7, 8, 9, 10)).equals(orders.get(0)), "order of Set.of");
      expect(List.copyOf(Map.of("a", 1, "b", 2, "c", 3, "d", 4).keySet()).equals(orders.get(1)), "order of Map.of");
      expect(ForkJoinPool.commonPool() == a[4], "common pool");
      ((SecureRandom) a[5]).nextInt();
      expect(System.getenv() == a[7] && System.getenv("PATH") != null, "environment");
      expect(java.util.logging.Logger.getLogger("a.b") == a[8], "logger");
      expect(((java.util.logging.Logger) a[8]).isLoggable(java.util.logging.Level.FINEST), "level");
    }
  }

  public static final class Descriptors implements Scenario {
    @Override
    public ImageContext context(ImageContext context) {
      return context.descriptors(fd -> fd + MOVED);
    }

    @Override
    public Object make() throws Exception {
      Path file = Files.createTempFile("descriptors", ".txt");
      Files.writeString(file, "one\ntwo\nthree\n");
      file.toFile().deleteOnExit();
      BufferedReader reader = new BufferedReader(new FileReader(file.toFile()));
      reader.readLine();
      RandomAccessFile random = new RandomAccessFile(file.toFile(), "rw");
      random.seek(4);
      FileInputStream closed = new FileInputStream(file.toFile());
      closed.close();
      FileChannel channel = FileChannel.open(file, StandardOpenOption.READ);
      channel.read(ByteBuffer.allocateDirect(2));
      Map<String, Object> all = new HashMap<>();
      all.put("reader", reader);
      all.put("random", random);
      all.put("fd", fd(random.getFD()));
      all.put("closed", closed);
      all.put("channel", channel);
      all.put("random channel", random.getChannel());
      return all;
    }

    private static int fd(FileDescriptor descriptor) throws Exception {
      return Raw.U.getInt(descriptor, Raw.offset(FileDescriptor.class, "fd"));
    }

    @Override
    public void check(Object root) throws Exception {
      Map<?, ?> all = (Map<?, ?>) root;
      expect(((BufferedReader) all.get("reader")).readLine().equals("two"), "buffered text");
      RandomAccessFile random = (RandomAccessFile) all.get("random");
      int fd = fd(random.getFD());
      boolean moved = fd != (Integer) all.get("fd");
      expect(!moved || fd == (Integer) all.get("fd") + MOVED, "descriptor " + fd);
      expect(fd(((FileInputStream) all.get("closed")).getFD()) == -1, "closed");
      expect(random.getChannel() == all.get("random channel") && ((FileChannel) all.get("channel")).isOpen(), "channel");
      Field cleanup = FileDescriptor.class.getDeclaredField("cleanup");
      Object cleanable = Raw.U.getReference(random.getFD(), Raw.U.objectFieldOffset(cleanup));
      expect(cleanable != null, "cleanup is registered");
    }
  }

  public static final class DirectBuffers implements Scenario {
    @Override
    public Object make() {
      ByteBuffer owner = ByteBuffer.allocateDirect(1_000_000);
      for (int i = 0; i < 250_000; i++) {
        owner.putInt(4 * i, i);
      }
      owner.position(8);
      ByteBuffer slice = owner.slice();
      IntBuffer ints = slice.asIntBuffer();
      return new Object[] {slice, ints, owner.duplicate().asReadOnlyBuffer(), ByteBuffer.allocateDirect(0), ByteBuffer.wrap(new byte[8], 2, 3)};
    }

    @Override
    public void check(Object root) {
      Object[] a = (Object[]) root;
      ByteBuffer slice = (ByteBuffer) a[0];
      IntBuffer ints = (IntBuffer) a[1];
      ByteBuffer readOnly = (ByteBuffer) a[2];
      expect(slice.getInt(0) == 2 && ints.get(1) == 3 && readOnly.getInt(400) == 100 && readOnly.position() == 8, "content");
      ints.put(5, -7);
      expect(slice.getInt(20) == -7 && readOnly.getInt(28) == -7, "shared");
      expect(readOnly.isReadOnly() && ((ByteBuffer) a[3]).capacity() == 0 && ((ByteBuffer) a[4]).remaining() == 3, "others");
      slice.putInt(20, 7);
    }
  }

  public static final class Pools implements Scenario {
    @Override
    public Object make() throws Exception {
      ThreadPoolExecutor pool = new ThreadPoolExecutor(1, 2, 1, TimeUnit.SECONDS, new LinkedBlockingQueue<>());
      pool.allowCoreThreadTimeOut(true);
      Map<String, Object> map = new ConcurrentHashMap<>();
      map.put("pool", pool);
      map.put("timer", new java.util.concurrent.atomic.LongAdder());
      return map;
    }

    @Override
    @SuppressWarnings("unchecked")
    public void check(Object root) throws Exception {
      ThreadPoolExecutor pool = (ThreadPoolExecutor) ((Map<String, Object>) root).get("pool");
      expect(pool.submit(() -> 42).get(10, TimeUnit.SECONDS) == 42, "pool works");
      pool.shutdown();
      expect(pool.awaitTermination(10, TimeUnit.SECONDS), "pool ends");
    }
  }

  static final class Finalized {
    static final java.util.concurrent.CountDownLatch DONE = new java.util.concurrent.CountDownLatch(1);

    @Override
    @SuppressWarnings({"deprecation", "removal"})
    protected void finalize() {
      DONE.countDown();
    }
  }

  public static final class Finalizers implements Scenario {
    @Override
    public Object make() {
      return new Object[] {new Finalized()};
    }

    @Override
    public void check(Object root) throws Exception {
      Object[] holder = (Object[]) root;
      expect(holder[0] instanceof Finalized, "object");
      holder[0] = null;
      for (int i = 0; i < 100 && Finalized.DONE.getCount() > 0; i++) {
        System.gc();
        Finalized.DONE.await(100, TimeUnit.MILLISECONDS);
      }
      expect(Finalized.DONE.getCount() == 0, "finalized");
    }
  }

  /** A loader that defines its classes from those of its parent, with something of its own. */
  static final class Plugins extends ClassLoader {
    private final Map<String, byte[]> resources = new HashMap<>();
    private final ClassLoader unused = new java.net.URLClassLoader("unused", new java.net.URL[0], null);

    Plugins() {
      super("plugins", Plugins.class.getClassLoader());
    }

    Class<?> add(Class<?> type) throws Exception {
      byte[] file;
      try (java.io.InputStream in = type.getResourceAsStream("/" + type.getName().replace('.', '/') + ".class")) {
        file = in.readAllBytes();
      }
      resources.put("added", type.getName().getBytes());
      return defineClass(type.getName(), file, 0, file.length);
    }

    @Override
    public java.io.InputStream getResourceAsStream(String name) {
      return new java.io.ByteArrayInputStream(resources.get(name));
    }
  }

  public static final class ClassLoaders implements Scenario {
    private static final Plugins PLUGINS = loader();

    /** The writer's has run its constructor, the reader's is as empty as the one that a move makes. */
    private static Plugins loader() {
      try {
        Plugins made = System.getProperty("sun.java.command").contains(" write ") ? new Plugins()
            : (Plugins) FreshLoader.allocate(Plugins.class, "plugins", Plugins.class.getClassLoader(), false);
        if (made.resources == null) {
          Raw.U.putReference(made, Raw.offset(Plugins.class, "resources"), new HashMap<>());
        }
        made.add(Derived.class);
        return made;
      } catch (Exception e) {
        throw new ExceptionInInitializerError(e);
      }
    }

    static class Derived {
      int x = 5;
    }

    @Override
    public List<Class<?>> classes() {
      return List.of();
    }

    @Override
    public ImageContext context(ImageContext context) {
      return new ImageContext(new FixedLoaders(PLUGINS)).loadedClasses(LoadedClasses::all);
    }

    @Override
    public Object make() throws Exception {
      Class<?> type = Class.forName(Derived.class.getName(), true, PLUGINS);
      PLUGINS.resources.put("text", "resource".getBytes());
      Raw.U.ensureClassInitialized(type);
      return new Object[] {type, Raw.U.allocateInstance(type), PLUGINS, new Derived()};
    }

    @Override
    public void check(Object root) throws Exception {
      Object[] a = (Object[]) root;
      expect(a[2] == PLUGINS && a[0] != Derived.class && ((Class<?>) a[0]).getClassLoader() == PLUGINS, "loader");
      expect(a[1].getClass() == a[0] && a[3].getClass() == Derived.class, "classes");
      expect(new String(PLUGINS.getResourceAsStream("text").readAllBytes()).equals("resource"), "its fields");
      expect(PLUGINS.unused.getName().equals("unused") && PLUGINS.unused.loadClass("java.util.List") == List.class, "unused loader");
      expect(PLUGINS.unused.getResource("nothing") == null && PLUGINS.unused.getUnnamedModule().getClassLoader() == PLUGINS.unused,
          "works");
      expect(PLUGINS.getUnnamedModule() == ((Class<?>) a[0]).getModule(), "module");
    }
  }
}
