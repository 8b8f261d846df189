package org.mosix.torture.programs;

import java.security.KeyStore;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;

/** Threads ask for the certificates that the JDK trusts, which it reads again under a lock whenever the collector has dropped them. */
public final class TrustedCertificates {

  private TrustedCertificates() {}

  private static int count() throws Exception {
    System.gc();
    TrustManagerFactory factory = TrustManagerFactory.getInstance("PKIX");
    factory.init((KeyStore) null);
    return ((X509TrustManager) factory.getTrustManagers()[0]).getAcceptedIssuers().length;
  }

  public static void main(String[] args) throws Exception {
    int expected = count();
    ExecutorService pool = Executors.newFixedThreadPool(2);
    Rounds rounds = Rounds.of(args);
    while (rounds.more()) {
      List<Future<Integer>> counts = new ArrayList<>();
      for (int i = 0; i < 4; i++) {
        counts.add(pool.submit(TrustedCertificates::count));
      }
      for (Future<Integer> count : counts) {
        Check.equal("certificates", expected, count.get().longValue());
      }
    }
    pool.shutdown();
    Check.ok();
  }
}
