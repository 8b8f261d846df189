package org.mosix.runtime.image;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;

/**
 * What becomes of the JDK's own process-wide state in a move. What is not in the table stays the target's. Environment and directories
 * come with a guest's attachment to its home, shutdown hooks with the threads.
 */
final class JdkStatics {

  /** What to do with a static field. */
  enum Policy {
    /** The field gets the program's object (or number). */
    SET,
    /** A counter: the larger of both. */
    MAX,
    /** The object in the field keeps its identity and gets the program's contents. */
    FILL,
    /** A {@code Properties}: as FILL, but the target's own keys stay. */
    PROPERTIES
  }

  /**
   * @param reason why the target's own will not do
   * @param always whether the class is initialised in order to take it
   * @param when whether it is worth it: not to have the class initialised at the target for nothing
   * @param place where the field is
   */
  record Entry(String type, String field, Policy policy, String reason, boolean always, BooleanSupplier when, Place place) {

    Class<?> owner() {
      return always ? Raw.jdkClassOrNull(type) : Raw.loadedOrNull(type);
    }

    /** Null if its class is not loaded, or has no such field in this JDK. */
    Field find() {
      return place.find(this);
    }
  }

  /** Remembers a field: each look-up makes the VM make all of the class's. */
  private static final class Place {

    private Class<?> owner;
    private Field found;

    synchronized Field find(Entry entry) {
      if (owner == null) {
        owner = entry.owner();
        found = owner == null ? null : Raw.field(owner, entry.field());
      }
      return found;
    }
  }

  private static final Map<String, Entry> TABLE = new LinkedHashMap<>();

  static {
    String stdio = "home's, with what is buffered, or what the program put there";
    always("java.lang.System", "props", Policy.PROPERTIES, "the program's properties");
    always("java.lang.System", "in", Policy.SET, stdio);
    always("java.lang.System", "out", Policy.SET, stdio);
    always("java.lang.System", "err", Policy.SET, stdio);
    always("java.io.FileDescriptor", "in", Policy.FILL, "home's descriptor 0");
    always("java.io.FileDescriptor", "out", Policy.FILL, "home's descriptor 1");
    always("java.io.FileDescriptor", "err", Policy.FILL, "home's descriptor 2");
    String console = "home's console, which a guest has none of, and what was typed ahead";
    always("java.lang.System", "cons", Policy.SET, console);
    used("java.io.Console", "cons", Policy.SET, console);
    String choice = "home's, or the program's choice";
    always("java.util.TimeZone", "defaultTimeZone", Policy.SET, choice);
    always("java.util.Locale", "defaultLocale", Policy.SET, choice);
    always("java.util.Locale", "defaultDisplayLocale", Policy.SET, choice);
    always("java.util.Locale", "defaultFormatLocale", Policy.SET, choice);
    // Where compiled code has it as a constant it comes with home's arguments.
    always("java.nio.charset.Charset", "defaultCharset", Policy.SET, "that of home's locale, or as home was told");
    always("java.lang.Thread", "defaultUncaughtExceptionHandler", Policy.SET, "the program's handler");
    always("java.lang.Thread", "threadSeqNumber", Policy.MAX, "thread ids are unique");
    String names = "names of threads, pools and timers go on";
    always("java.lang.Thread", "threadInitNumber", Policy.MAX, names);
    always("java.lang.Thread$ThreadNumbering", "next", Policy.MAX, names);
    used("java.util.concurrent.Executors$DefaultThreadFactory", "poolNumber", Policy.FILL, names);
    used("java.util.concurrent.ForkJoinPool", "poolIds", Policy.MAX, names);
    used("java.util.Timer", "nextSerialNumber", Policy.FILL, names);
    used("jdk.internal.net.http.HttpClientImpl", "CLIENT_IDS", Policy.FILL, names);
    used("jdk.internal.ref.CleanerImpl$InnocuousThreadFactory", "factory", Policy.FILL, names);
    used("java.util.concurrent.ForkJoinPool", "common", Policy.FILL, "the program's tasks and workers");
    used("java.util.concurrent.CompletableFuture$Delayer", "delayer", Policy.FILL, "the program's time-outs");
    String handlers = "the program's handlers of signals";
    used("jdk.internal.misc.Signal", "handlers", Policy.FILL, handlers);
    used("jdk.internal.misc.Signal", "signals", Policy.FILL, handlers);
    String order = "iteration order of Set.of and Map.of";
    always("java.util.ImmutableCollections", "SALT32L", Policy.SET, order);
    always("java.util.ImmutableCollections", "REVERSE", Policy.SET, order);
    String seeds = "numbers go on where they were";
    used("java.util.Random", "seedUniquifier", Policy.FILL, seeds);
    used("java.util.concurrent.ThreadLocalRandom", "seeder", Policy.FILL, seeds);
    used("java.util.SplittableRandom", "defaultGen", Policy.FILL, seeds);
    used("java.lang.Math$RandomNumberGeneratorHolder", "randomNumberGenerator", Policy.FILL, seeds);
    used("java.io.DeleteOnExitHook", "files", Policy.SET, "the program's temporary files");
    used("java.io.File$TempDirectory", "tmpdir", Policy.SET, "home's directory for temporary files");
    used("java.io.File$TempDirectory", "TMPDIR", Policy.SET, "home's directory for temporary files");
    used("java.nio.file.TempFileHelper", "tmpdir", Policy.SET, "home's directory for temporary files");
    String hooks = "set by the program";
    used("java.net.URL", "factory", Policy.SET, hooks);
    used("java.net.CookieHandler", "cookieHandler", Policy.SET, hooks);
    used("java.net.Authenticator", "theAuthenticator", Policy.SET, hooks);
    used("java.net.ResponseCache", "theResponseCache", Policy.SET, hooks);
    used("java.net.ProxySelector", "theProxySelector", Policy.SET, hooks);
    used("java.net.Socket", "factory", Policy.SET, hooks);
    used("java.net.ServerSocket", "factory", Policy.SET, hooks);
    used("java.net.DatagramSocket", "factory", Policy.SET, hooks);
    used("java.net.URLConnection", "factory", Policy.SET, hooks);
    used("java.net.URLConnection", "fileNameMap", Policy.SET, hooks);
    used("java.net.URLConnection", "defaultUseCaches", Policy.SET, hooks);
    used("java.net.URLConnection", "defaultAllowUserInteraction", Policy.SET, hooks);
    used("java.net.URLConnection", "defaultCaching", Policy.FILL, hooks);
    used("java.net.HttpURLConnection", "followRedirects", Policy.SET, hooks);
    used("javax.net.ssl.HttpsURLConnection", "defaultHostnameVerifier", Policy.SET, hooks);
    used("javax.net.ssl.HttpsURLConnection", "defaultSSLSocketFactory", Policy.SET, hooks);
    used("javax.net.ssl.SSLContext", "defaultContext", Policy.SET, hooks);
    used("java.io.ObjectInputFilter$Config", "serialFilter", Policy.SET, hooks);
    used("java.io.ObjectInputFilter$Config", "serialFilterFactory", Policy.SET, hooks);
    used("javax.naming.spi.NamingManager", "initctx_factory_builder", Policy.SET, hooks);
    used("javax.naming.spi.NamingManager", "object_factory_builder", Policy.SET, hooks);
    used("javax.security.auth.login.Configuration", "configuration", Policy.SET, hooks);
    used("javax.sql.rowset.spi.SyncFactory", "implementations", Policy.SET, hooks);
    String zones = "rules of time zones by a provider of the program's";
    for (String field : new String[] {"PROVIDERS", "ZONES"}) {
      put(new Entry("java.time.zone.ZoneRulesProvider", field, Policy.FILL, zones, false, JdkStatics::hasOwnZones, new Place()));
    }
    put(new Entry("java.time.zone.ZoneRulesProvider", "ZONE_IDS", Policy.SET, zones, false, JdkStatics::hasOwnZones, new Place()));
    String made = "made once; compared by identity, or may keep what it likes";
    used("java.util.Currency", "instances", Policy.FILL, made);
    used("java.util.Currency", "available", Policy.SET, made);
    used("java.net.URL", "handlers", Policy.FILL, made);
    used("javax.net.SocketFactory", "theFactory", Policy.SET, made);
    used("javax.net.ServerSocketFactory", "theFactory", Policy.SET, made);
    String desktop = "plug-ins, look and feel and what else the program has registered with java.desktop";
    // Not filled while the image is read: initialisers of java.desktop, which run then, look here.
    used("sun.awt.AppContext", "threadGroup2appContext", Policy.SET, desktop);
    used("sun.awt.AppContext", "mainAppContext", Policy.SET, desktop);
    used("sun.awt.AppContext", "numAppContexts", Policy.SET, desktop);
    used("javax.imageio.ImageIO", "theRegistry", Policy.FILL, desktop);
    String beans = "the program's beans of management";
    used("java.lang.management.ManagementFactory", "platformMBeanServer", Policy.SET, beans);
    used("javax.management.MBeanServerFactory", "mBeanServerList", Policy.FILL, beans);
    String monitors = "the pools that observe for the program's monitors";
    used("javax.management.monitor.Monitor", "scheduler", Policy.FILL, monitors);
    used("javax.management.monitor.Monitor", "executors", Policy.FILL, monitors);
    String vm = "how and when home's virtual machine was started";
    used("sun.management.ManagementFactoryHelper", "jvm", Policy.FILL, vm);
    used("sun.management.ManagementFactoryHelper", "runtimeMBean", Policy.SET, vm);
    String sequence = "later ones have larger numbers";
    used("com.sun.management.internal.GarbageCollectorExtImpl", "seqNumber", Policy.MAX, sequence);
    used("java.util.concurrent.ScheduledThreadPoolExecutor", "sequencer", Policy.FILL, sequence);
    used("java.util.logging.LogRecord", "globalSequenceNumber", Policy.FILL, sequence);
    String readers = "threads' readers, which they take and give back";
    used("com.sun.org.apache.xml.internal.utils.XMLReaderManager", "m_singletonManager", Policy.FILL, readers);
    String systems = "what file systems the program has opened by their addresses; both or none";
    used("java.nio.file.spi.FileSystemProvider", "installedProviders", Policy.SET, systems);
    used("java.nio.file.spi.FileSystemProvider", "loadingProviders", Policy.SET, systems);
    String drivers = "database drivers register once, in their static initialisers, which do not run again";
    used("java.sql.DriverManager", "registeredDrivers", Policy.FILL, drivers);
    used("java.sql.DriverManager", "driversInitialized", Policy.SET, drivers);
    used("java.sql.DriverManager", "loginTimeout", Policy.SET, hooks);
    used("java.sql.DriverManager", "logWriter", Policy.SET, hooks);
    String children = "who waits for the program's children";
    used("java.lang.ProcessHandleImpl", "completions", Policy.FILL, children);
    used("java.lang.ProcessHandleImpl", "processReaperExecutor", Policy.FILL, children);
    String regions = "which regions of files the program has locked";
    used("sun.nio.ch.FileLockTable", "lockMap", Policy.FILL, regions);
    used("sun.nio.ch.FileLockTable", "queue", Policy.FILL, regions);
    String groups = "the program's channels, threads and tasks";
    used("sun.nio.ch.LinuxAsynchronousChannelProvider", "defaultPort", Policy.SET, groups);
    used("sun.nio.ch.ThreadPool$DefaultThreadPoolHolder", "defaultThreadPool", Policy.FILL, groups);
    used("sun.nio.ch.SimpleAsynchronousFileChannelImpl$DefaultExecutorHolder", "defaultExecutor", Policy.FILL, groups);
    String kept = "connections kept for the program's next request, and which of its threads holds their lock";
    used("sun.net.www.http.HttpClient", "kac", Policy.FILL, kept);
    String logins = "who asks for a password, and which of the program's threads wait for the answer";
    used("sun.net.www.protocol.http.AuthenticationInfo", "requests", Policy.FILL, logins);
    used("sun.net.www.protocol.http.AuthenticationInfo", "requestLock", Policy.FILL, logins);
    used("sun.net.www.protocol.http.AuthenticationInfo", "requestFinished", Policy.FILL, logins);
    String passwords = "what was asked for is not asked again";
    used("sun.net.www.protocol.http.AuthCacheValue", "cache", Policy.SET, passwords);
    used("sun.net.www.protocol.http.AuthCacheImpl", "caches", Policy.FILL, passwords);
    used("jdk.internal.net.http.AuthenticationFilter", "caches", Policy.FILL, passwords);
    String trust = "which of the program's threads reads the trusted certificates, and holds their lock";
    used("sun.security.ssl.TrustStoreManager", "tam", Policy.FILL, trust);
    String held = "which of the program's threads holds it, and who waits";
    used("sun.net.www.protocol.http.NegotiateAuthentication", "negotiateLock", Policy.FILL, held);
    used("sun.security.rsa.RSACore", "lock", Policy.FILL, held);
    used("java.net.InetAddress", "RESOLVER_LOCK", Policy.FILL, held);
    String providers = "providers and properties the program added or changed";
    used("sun.security.jca.Providers", "providerList", Policy.SET, providers);
    used("java.security.Security", "props", Policy.PROPERTIES, providers);
    String spaces = "colour spaces and models are compared by identity";
    for (String space : new String[] {"sRGBspace", "XYZspace", "PYCCspace", "GRAYspace", "LINEAR_RGBspace"}) {
      used("java.awt.color.ColorSpace", space, Policy.SET, spaces);
    }
    used("java.awt.image.ColorModel", "RGBdefault", Policy.SET, spaces);
    used("sun.misc.Unsafe", "memoryAccessWarned", Policy.MAX, "a program that accesses memory by address is warned once");
    used("java.util.logging.LogManager", "manager", Policy.FILL, "loggers, levels and handlers of the program");
    used("java.beans.ThreadGroupContext", "contexts", Policy.FILL, "editors and descriptions of beans that the program has given");
    String nodes = "what is put and not in its file yet, and who listens to it";
    for (String root : new String[] {"user", "system"}) {
      String upper = root.equals("user") ? "User" : "System";
      for (String field : new String[] {root + "Root", root + "RootDir", root + "LockFile", root + "RootLockHandle", root + "RootModFile", root + "RootModTime", "is" + upper + "RootWritable",
          "is" + upper + "RootModified"}) {
        used("java.util.prefs.FileSystemPreferences", field, Policy.SET, nodes);
      }
    }
    used("java.util.prefs.FileSystemPreferences", "syncTimer", Policy.SET, nodes);
    used("java.util.prefs.AbstractPreferences", "eventQueue", Policy.FILL, nodes);
    used("java.util.prefs.AbstractPreferences", "eventDispatchThread", Policy.SET, nodes);
    String levels = "levels the program has made";
    used("java.util.logging.Level$KnownLevel", "nameToLevels", Policy.SET, levels);
    used("java.util.logging.Level$KnownLevel", "intToLevels", Policy.SET, levels);
  }

  private JdkStatics() {}

  /** State that counts even if the program has not asked for it yet. */
  private static void always(String type, String field, Policy policy, String reason) {
    put(new Entry(type, field, policy, reason, true, () -> true, new Place()));
  }

  /** State that is only there when its class is initialised at the source. */
  private static void used(String type, String field, Policy policy, String reason) {
    put(new Entry(type, field, policy, reason, false, () -> true, new Place()));
  }

  private static void put(Entry entry) {
    TABLE.put(entry.type() + "." + entry.field(), entry);
  }

  /** Once its class is initialised. */
  private static boolean hasOwnZones() {
    for (Object provider : (List<?>) Raw.getStatic(Raw.jdkClass("java.time.zone.ZoneRulesProvider"), "PROVIDERS")) {
      if (provider.getClass().getClassLoader() != null) {
        return true;
      }
    }
    return false;
  }

  /** Loads the classes of the table, before the process is stopped. */
  static void load() {
    TABLE.values().forEach(entry -> Raw.load(entry.type()));
  }

  private static Entry entry(Field field) {
    return TABLE.get(field.getDeclaringClass().getName() + "." + field.getName());
  }

  /** False for fields whose object is the program's, and is copied. */
  static boolean isSingleton(Field field) {
    Entry entry = entry(field);
    return entry == null ? Modifier.isFinal(field.getModifiers())
        : entry.policy() == Policy.FILL || entry.policy() == Policy.PROPERTIES;
  }

  static boolean isFilled(Field field) {
    Entry entry = entry(field);
    return entry != null && entry.policy() == Policy.FILL;
  }

  /** The entries that are worth taking in this JVM now; the classes of those that always count are initialised. */
  static List<Entry> present() {
    List<Entry> present = new ArrayList<>();
    for (Entry entry : TABLE.values()) {
      if (entry.find() == null) {
        continue;
      }
      if (entry.always()) {
        Raw.U.ensureClassInitialized(entry.owner());
      }
      if (!Raw.U.shouldBeInitialized(entry.owner()) && entry.when().getAsBoolean()) {
        present.add(entry);
      }
    }
    return present;
  }

  /** The field an image names, in a class that is loaded and initialised if it was not yet; null when this JDK has none. */
  static Field resolve(String type, String field) {
    Class<?> owner = TABLE.containsKey(type + "." + field) ? Raw.platformClassOrNull(type) : null;
    if (owner == null) {
      return null;
    }
    Raw.U.ensureClassInitialized(owner);
    return Raw.field(owner, field);
  }

  static Policy policy(Field field) {
    return entry(field).policy();
  }
}
