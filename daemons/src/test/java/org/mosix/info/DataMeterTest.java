package org.mosix.info;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(10)
class DataMeterTest {

  private static final double CALL = 0.0002;
  private static final double RATE = 100e6;
  private static final long SECOND = 1_000_000_000;

  @Test
  void whatComesFromFilesOfOtherNodesIsNotHomes() {
    DataMeter meter = new DataMeter();
    meter.intervalAtHome(0, 0, Map.of(2, 0L), 1, 0, 0);
    // 100 MB of node 2 through a socket, 10 MB of its own, in one CPU second
    meter.intervalAtHome(1100, 110_000_000, Map.of(2, 100_000_000L), 1, 1, SECOND);
    assertThat(meter.ofHome(CALL, RATE)).isCloseTo(100 * CALL + 0.1, offset(1e-6));
    assertThat(meter.ofNodes(CALL, RATE)).containsOnlyKeys(2);
    assertThat(meter.ofNodes(CALL, RATE).get(2)).isCloseTo(100e6 / 8192 * CALL + 1, offset(1e-3));
  }

  @Test
  void whatIsOfANodeThatIsHomeCountsOnce() {
    DataMeter meter = new DataMeter();
    meter.intervalAtHome(0, 0, Map.of(1, 0L), 1, 0, 0);
    meter.intervalAtHome(0, 50_000_000, Map.of(1, 50_000_000L), 1, 1, SECOND);
    assertThat(meter.ofHome(CALL, RATE)).isCloseTo(0.5, offset(1e-6));
    assertThat(meter.ofNodes(CALL, RATE)).isEmpty();
  }

  @Test
  void awayWhatHomeServesAndWhatNodesServeAreCountedApart() {
    DataMeter meter = new DataMeter();
    meter.intervalAway(0, 0, Map.of(3, 0L), 0, 0);
    meter.intervalAway(1000, 0, Map.of(3, 8_192_000L), 1, SECOND);
    assertThat(meter.ofHome(CALL, RATE)).isCloseTo(0.2, offset(1e-9));
    assertThat(meter.ofNodes(CALL, RATE).get(3)).isCloseTo(0.2 + 0.08192, offset(1e-6));
  }
}
