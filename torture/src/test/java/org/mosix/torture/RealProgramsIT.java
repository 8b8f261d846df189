package org.mosix.torture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.mosix.torture.real.Eigenvalues;
import org.mosix.torture.real.NestedLoops;
import org.mosix.torture.real.Orbits;
import org.mosix.torture.real.SatSolver;
import org.mosix.torture.real.Spectra;
import org.mosix.torture.real.SqlScript;

/** Programs from Maven Central, moved at random moments, at least twenty times a run, equal to an undisturbed run to the byte. */
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class RealProgramsIT {

  private static final int MOVES = 20;
  private static final int PROCESSES = 10;
  private static final Duration LIMIT = Duration.ofMinutes(4);

  private static Rig rig;

  @BeforeAll
  static void startNodes() throws IOException, InterruptedException {
    rig = Rig.start();
  }

  @AfterAll
  static void stopNodes() throws IOException {
    if (rig != null) {
      rig.close();
    }
  }

  @Test
  void sat4jSolvesRandomInstances() throws IOException, InterruptedException {
    equalsUndisturbedRun(SatSolver.class, "220", "16");
  }

  @Test
  void h2RunsScriptOnDatabaseFile() throws IOException, InterruptedException {
    equalsUndisturbedRun(SqlScript.class, "4000", "20");
  }

  @Test
  void commonsMathFindsEigenvalues() throws IOException, InterruptedException {
    equalsUndisturbedRun(Eigenvalues.class, "110", "240");
  }

  @Test
  void commonsMathIntegratesOrbits() throws IOException, InterruptedException {
    equalsUndisturbedRun(Orbits.class, "600");
  }

  @Test
  void commonsMathTransformsSignals() throws IOException, InterruptedException {
    equalsUndisturbedRun(Spectra.class, "14", "9000");
  }

  /** Ten at once, as in the openMosix HOWTO; each is moved less often, because ten share the processors. */
  @Test
  void tenNestedLoopProcessesSpreadOut() throws IOException, InterruptedException {
    List<Moved> all = new ArrayList<>();
    for (int n = 0; n < PROCESSES; n++) {
      all.add(new Moved(rig, NestedLoops.class, n, MOVES / PROCESSES, String.valueOf(n), "20", "60000"));
    }
    int moves = 0;
    for (Moved moved : all) {
      moves += moved.await(LIMIT).moves();
    }
    assertThat(moves).isGreaterThanOrEqualTo(MOVES);
  }

  private static void equalsUndisturbedRun(Class<?> main, String... arguments) throws IOException, InterruptedException {
    Tally tally = new Moved(rig, main, 1, MOVES, arguments).await(LIMIT);
    assertThat(tally.moves()).as(() -> "moves of " + main.getSimpleName() + ", not done: " + tally.reasons()).isGreaterThanOrEqualTo(MOVES);
  }
}
