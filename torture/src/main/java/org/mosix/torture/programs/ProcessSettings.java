package org.mosix.torture.programs;

import java.beans.PropertyEditorManager;
import java.beans.PropertyEditorSupport;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.ObjectInputFilter;
import java.lang.management.ManagementFactory;
import java.net.HttpURLConnection;
import java.net.URL;
import java.net.URLConnection;
import java.net.URLStreamHandler;
import java.util.Hashtable;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import javax.management.MBeanServer;
import javax.management.MBeanServerFactory;
import javax.management.ObjectName;
import javax.naming.Context;
import javax.naming.InitialContext;
import javax.naming.spi.NamingManager;
import javax.net.ssl.HttpsURLConnection;
import javax.net.ssl.SSLContext;

/** What a program sets for its whole process in the JDK, and does not keep: handlers, factories, filters, levels, beans, defaults. */
public final class ProcessSettings {

  private ProcessSettings() {}

  public interface HolderMBean {
    int getValue();
  }

  public static final class Holder implements HolderMBean {
    @Override
    public int getValue() {
      return 5;
    }
  }

  public static final class Editor extends PropertyEditorSupport {
    // As it is.
  }

  private static final class Special extends Level {
    private static final long serialVersionUID = 1;

    Special() {
      super("SPECIAL", 850);
    }
  }

  /** A connection to its own address. */
  private static final class Echo extends URLStreamHandler {
    @Override
    protected URLConnection openConnection(URL url) {
      return new URLConnection(url) {
        @Override
        public void connect() {
          // Nothing to do.
        }

        @Override
        public InputStream getInputStream() {
          return new ByteArrayInputStream(url.getPath().getBytes());
        }
      };
    }
  }

  private static void set() throws Exception {
    URL.setURLStreamHandlerFactory(protocol -> protocol.equals("echo") ? new Echo() : null);
    URLConnection.setFileNameMap(name -> "made/" + name);
    URLConnection.setDefaultUseCaches("http", false);
    HttpURLConnection.setFollowRedirects(false);
    HttpsURLConnection.setDefaultHostnameVerifier((name, session) -> name.equals("torture"));
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, null, null);
    SSLContext.setDefault(context);
    ObjectInputFilter.Config.setSerialFilter(info -> ObjectInputFilter.Status.ALLOWED);
    NamingManager.setInitialContextFactoryBuilder(environment -> any -> new InitialContext(true) {
      @Override
      public Object lookup(String name) {
        return "found " + name;
      }
    });
    new Special();
    PropertyEditorManager.registerEditor(Holder.class, Editor.class);
    ManagementFactory.getPlatformMBeanServer().registerMBean(new Holder(), new ObjectName("torture:type=Holder"));
    MBeanServerFactory.createMBeanServer("torture").registerMBean(new Holder(), new ObjectName("torture:type=Own"));
  }

  private static String read(URL url) throws Exception {
    try (InputStream in = url.openStream()) {
      return new String(in.readAllBytes());
    }
  }

  private static String settings() throws Exception {
    Context names = NamingManager.getInitialContext(new Hashtable<>());
    MBeanServer server = ManagementFactory.getPlatformMBeanServer();
    return String.join(" ", read(new URL("echo:/some/where")), URLConnection.getFileNameMap().getContentTypeFor("file"),
        "" + URLConnection.getDefaultUseCaches("http"), "" + HttpURLConnection.getFollowRedirects(),
        "" + HttpsURLConnection.getDefaultHostnameVerifier().verify("torture", null), "" + (SSLContext.getDefault() == SSLContext.getDefault()),
        "" + ObjectInputFilter.Config.getSerialFilter().checkInput(null), names.lookup("it").toString(),
        Level.parse("SPECIAL").getClass().getSimpleName() + Level.parse("850") + Level.parse("INFO"),
        "" + server.getAttribute(new ObjectName("torture:type=Holder"), "Value"),
        PropertyEditorManager.findEditor(Holder.class).getClass().getSimpleName(),
        "" + MBeanServerFactory.findMBeanServer(null).stream().anyMatch(found -> found.getDefaultDomain().equals("torture")));
  }

  public static void main(String[] args) throws Exception {
    set();
    SSLContext context = SSLContext.getDefault();
    Level special = Level.parse("SPECIAL");
    ScheduledThreadPoolExecutor timer = new ScheduledThreadPoolExecutor(1);
    long[] last = {new LogRecord(special, "first").getSequenceNumber()};
    Rounds.equal(args, "settings", () -> {
      Work.spin(1);
      Check.same("context", context, SSLContext.getDefault());
      Check.same("level", special, Level.parse("850"));
      Check.same("level of the JDK", Level.WARNING, Level.parse("WARNING"));
      long next = new LogRecord(special, "next").getSequenceNumber();
      Check.holds("record " + next + " after " + last[0], next == last[0] + 1);
      last[0] = next;
      timer.schedule(() -> { }, 1, TimeUnit.MILLISECONDS).get();
      return settings();
    });
    timer.shutdown();
  }
}
