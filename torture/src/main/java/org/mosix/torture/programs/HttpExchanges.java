package org.mosix.torture.programs;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URL;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** The JDK's HTTP server with its HTTP client and its URL connections: bodies come back whole. */
public final class HttpExchanges {
  static void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      byte[] body = exchange.getRequestBody().readAllBytes();
      exchange.getResponseHeaders().add("Path", exchange.getRequestURI().getPath());
      exchange.sendResponseHeaders(200, 0);
      try (OutputStream out = exchange.getResponseBody()) {
        out.write(body);
        out.write("!".getBytes(StandardCharsets.UTF_8));
      }
    }
  }

  /** Gets what a URL names. */
  interface Getter {
    String get(String url) throws IOException;
  }

  private static String byUrl(String url) throws IOException {
    try (InputStream in = new URL(url).openStream()) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  /** Three requests, numbered from {@code n} on: one waited for, one not, and meanwhile one by URL. */
  static void exchange(HttpClient client, String base, int n, String body, Getter byUrl) throws IOException, InterruptedException {
    HttpResponse<String> response = client.send(request(base, n, body), HttpResponse.BodyHandlers.ofString());
    Check.equal("status", 200, response.statusCode());
    Check.equal("path", "/" + n, response.headers().firstValue("Path").orElse(""));
    Check.equal("body", body + "!", response.body());
    CompletableFuture<HttpResponse<String>> later =
        client.sendAsync(request(base, n + 1, "later"), HttpResponse.BodyHandlers.ofString());
    Check.equal("by URL", "!", byUrl.get(base + (n + 2)));
    Check.equal("asynchronous", "later!", later.join().body());
  }

  private static HttpRequest request(String base, int n, String body) {
    return HttpRequest.newBuilder(URI.create(base + n)).POST(HttpRequest.BodyPublishers.ofString(body)).build();
  }

  public static void main(String[] args) throws IOException, InterruptedException {
    Rounds rounds = Rounds.of(args);
    HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    ExecutorService pool = Executors.newFixedThreadPool(3);
    server.setExecutor(pool);
    server.createContext("/", HttpExchanges::answer);
    server.start();
    String base = "http://127.0.0.1:" + server.getAddress().getPort() + "/";
    HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    int n = 0;
    do {
      String body = "body " + n + " ".repeat(n % 3000);
      exchange(client, base, n, body, HttpExchanges::byUrl);
      n += 3;
    } while (rounds.more());
    server.stop(0);
    pool.shutdown();
    Check.ok();
    System.exit(0);
  }
}
