package org.mosix.torture.programs;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URL;
import java.net.URLConnection;
import java.net.URLStreamHandler;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.chrono.Chronology;
import java.time.zone.ZoneRules;
import java.time.zone.ZoneRulesProvider;
import java.util.Currency;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.spi.IIORegistry;
import javax.imageio.spi.ImageReaderSpi;
import javax.imageio.stream.ImageInputStream;
import javax.net.ServerSocketFactory;
import javax.net.SocketFactory;

/** What a program registers with the JDK for good stays registered: properties, time zones, image readers, protocols; and what the JDK makes once is the same later. */
public final class Registrations {

  private static final class MoonZones extends ZoneRulesProvider {
    @Override
    protected Set<String> provideZoneIds() {
      return Set.of("Moon/Base");
    }

    @Override
    protected ZoneRules provideRules(String zoneId, boolean forCaching) {
      return ZoneRules.of(ZoneOffset.ofHoursMinutes(3, 33));
    }

    @Override
    protected NavigableMap<String, ZoneRules> provideVersions(String zoneId) {
      return new TreeMap<>(Map.of("1", provideRules(zoneId, false)));
    }
  }

  private static final class Sketches extends ImageReaderSpi {
    Sketches() {
      super("vendor", "1", new String[] {"sketch"}, new String[] {"sk"}, new String[] {"image/sketch"}, "none.Reader",
          new Class<?>[] {ImageInputStream.class}, null, false, null, null, null, null, false, null, null, null, null);
    }

    @Override
    public boolean canDecodeInput(Object source) {
      return false;
    }

    @Override
    public ImageReader createReaderInstance(Object extension) {
      throw new UnsupportedOperationException("reads nothing");
    }

    @Override
    public String getDescription(Locale locale) {
      return "sketches";
    }
  }

  /** Counts its connections, which a second handler would not know. */
  private static final class Counting extends URLStreamHandler {
    private int opened;

    @Override
    protected URLConnection openConnection(URL url) {
      int number = ++opened;
      return new URLConnection(url) {
        @Override
        public void connect() {
          connected = true;
        }

        @Override
        public String getContentType() {
          return "number/" + number;
        }
      };
    }
  }

  public static void main(String[] args) throws IOException {
    Rounds rounds = Rounds.of(args);
    Properties properties = new Properties(System.getProperties());
    properties.setProperty("own", "1");
    System.setProperties(properties);
    String home = System.getProperty("user.home");
    ZoneRulesProvider.registerProvider(new MoonZones());
    Sketches sketches = new Sketches();
    IIORegistry.getDefaultInstance().registerServiceProvider(sketches);
    ImageIO.setUseCache(false);
    URL.setURLStreamHandlerFactory(protocol -> protocol.equals("counting") ? new Counting() : null);
    Map<Object, String> kept = new HashMap<>();
    kept.put(Currency.getInstance("EUR"), "euro");
    kept.put(Registrations.class.getPackage(), "own package");
    kept.put(String.class.getPackage(), "package of the JDK");
    kept.put(SocketFactory.getDefault(), "sockets");
    kept.put(ServerSocketFactory.getDefault(), "server sockets");
    kept.put(Chronology.of("ThaiBuddhist"), "calendar");
    BufferedImage image = new BufferedImage(3, 3, BufferedImage.TYPE_INT_RGB);
    int connections = 0;
    while (rounds.more()) {
      Check.holds("properties", System.getProperties() == properties && properties.getProperty("own").equals("1"));
      Check.equal("property that is a default", home, System.getProperty("user.home"));
      Check.equal("zone", "2024-02-29T12:00+03:33[Moon/Base]", LocalDateTime.of(2024, 2, 29, 12, 0).atZone(ZoneId.of("Moon/Base")).toString());
      Check.equal("rules", ZoneOffset.ofHoursMinutes(3, 33), ZoneId.of("Moon/Base").getRules().getOffset(Instant.EPOCH));
      Check.holds("listed", ZoneRulesProvider.getAvailableZoneIds().contains("Moon/Base"));
      Check.holds("others", ZoneRulesProvider.getAvailableZoneIds().contains("Europe/Rome"));
      Check.holds("image reader", IIORegistry.getDefaultInstance().getServiceProviderByClass(Sketches.class) == sketches);
      Check.holds("no cache", !ImageIO.getUseCache());
      Check.holds("a writer for an image", ImageIO.getImageWritersByFormatName("png").hasNext() && image.getRGB(1, 1) == 0xff000000);
      connections++;
      Check.equal("connection", "number/" + connections, new URL("counting:x").openConnection().getContentType());
      Check.equal("currency", "euro", kept.get(Currency.getInstance("EUR")));
      Check.holds("among all", Currency.getAvailableCurrencies().contains(Currency.getInstance("EUR")));
      Check.equal("of Italy", "euro", kept.get(Currency.getInstance(Locale.ITALY)));
      Check.equal("package", "own package", kept.get(Registrations.class.getPackage()));
      Check.equal("package of the JDK", "package of the JDK", kept.get(String.class.getPackage()));
      Check.equal("calendar", "calendar", kept.get(Chronology.of("ThaiBuddhist")));
      Check.equal("factory", "sockets", kept.get(SocketFactory.getDefault()));
      Check.equal("factory of servers", "server sockets", kept.get(ServerSocketFactory.getDefault()));
      Check.equal("a file", "file", new URL("file:/tmp").getProtocol());
      Check.holds("an address", new InetSocketAddress("127.0.0.1", 1).getPort() == 1);
    }
    Check.ok();
  }
}
