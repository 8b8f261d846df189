package org.mosix.torture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Two faults of what {@code torture --chaos} does for as long as one likes: a daemon dies, and a daemon with its guests. */
@Timeout(value = 4, unit = TimeUnit.MINUTES)
class ChaosIT {

  @Test
  void daemonsThatAreKilledComeBackAndNoProgramIsLost() throws IOException, InterruptedException {
    Path java = Path.of(System.getProperty("java.home"));
    Path dist = Distribution.directory();
    try (Scratch scratch = new Scratch("mosix"); Cluster cluster = Cluster.start(dist, scratch.path(), java, 3, Map.of(),
        List.of("--cpus", "1"), List.of())) {
      Launch launch = new Launch(java, dist, Distribution.classPath(), List.of());
      ChaosReport report = new Chaos(cluster, launch, scratch, Cases.matching("Fib"), 3, 1, new Random(1), System.out::println)
          .run(Duration.ZERO);
      System.out.println(report.summary());
      assertThat(report.failures()).isEmpty();
      assertThat(report.faults()).isEqualTo(2);
    }
  }
}
