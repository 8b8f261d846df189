package org.mosix.torture.programs;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URL;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.net.ssl.HttpsURLConnection;
import javax.net.ssl.SSLContext;

/** The JDK's HTTPS server with its HTTP client and its URL connections, all by TLS: bodies come back whole. */
public final class HttpsExchanges {

  static String byUrl(SSLContext context, String where) throws IOException {
    HttpsURLConnection connection = (HttpsURLConnection) new URL(where).openConnection();
    connection.setSSLSocketFactory(context.getSocketFactory());
    try (InputStream in = connection.getInputStream()) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  public static void main(String[] args) throws Exception {
    Rounds rounds = Rounds.of(args);
    TlsKeys keys = new TlsKeys(Path.of("https.p12"));
    HttpsServer server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    ExecutorService pool = Executors.newFixedThreadPool(3);
    server.setExecutor(pool);
    server.setHttpsConfigurator(new HttpsConfigurator(keys.context()));
    server.createContext("/", HttpExchanges::answer);
    server.start();
    String base = "https://127.0.0.1:" + server.getAddress().getPort() + "/";
    SSLContext context = keys.context();
    HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).sslContext(context).build();
    int n = 0;
    do {
      String body = "body " + n + " ".repeat(n * 997 % 40_000);
      HttpExchanges.exchange(client, base, n, body, url -> byUrl(context, url));
      n += 3;
    } while (rounds.more());
    server.stop(0);
    pool.shutdown();
    Check.ok();
    System.exit(0);
  }
}
