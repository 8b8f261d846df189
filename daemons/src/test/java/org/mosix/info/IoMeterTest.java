package org.mosix.info;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class IoMeterTest {

  private static final long SECOND = 1_000_000_000;

  private final IoMeter meter = new IoMeter();

  @Test
  void callsAndBytesArePerSecondOfComputing() {
    for (int second = 0; second <= 10; second++) {
      // half the time on a processor: 1,000 calls and 10 MB per second are 2,000 and 20 MB per CPU second
      meter.interval(1000L * second, 10_000_000L * second, 0.5 * second, second * SECOND);
    }
    assertThat(meter.secondsPerCpuSecond(0.0002, 100e6)).isCloseTo(2000 * 0.0002 + 20 / 100.0, offset(1e-9));
  }

  @Test
  void theFirstLookAndAnotherCounterOnlyBegin() {
    meter.interval(1_000_000, 1 << 30, 1, 0);
    assertThat(meter.secondsPerCpuSecond(1, 1)).isZero();
    meter.interval(0, 0, 2, SECOND);
    assertThat(meter.secondsPerCpuSecond(1, 1)).isZero();
    meter.interval(10, 0, 3, 2 * SECOND);
    assertThat(meter.secondsPerCpuSecond(1, 1)).isCloseTo(10, offset(1e-9));
  }

  @Test
  void oneThatComputesNextToNothingHasAFiniteFigure() {
    meter.interval(0, 0, 0, 0);
    meter.interval(1000, 0, 0, SECOND);
    assertThat(meter.secondsPerCpuSecond(0.0002, 100e6)).isCloseTo(1000 * 0.0002 / 0.01, offset(1e-9));
  }

  @Test
  void awayFromHomeWhatWasDoneThereCountsUntilItHasComputedForAWhile() {
    assertThat(IoMeter.away(0.07, 100, 0)).isEqualTo(100);
    assertThat(IoMeter.away(0.07, 100, 10)).isEqualTo(50);
    assertThat(IoMeter.away(0.07, 0.5, 90)).isEqualTo(0.07);
    assertThat(IoMeter.away(3, 0, 5)).isEqualTo(3);
  }

  @Test
  void whatWasReadLongAgoFades() {
    meter.interval(0, 0, 0, 0);
    meter.interval(10_000, 0, 1, SECOND);
    for (int second = 2; second < 30; second++) {
      meter.interval(10_000, 0, second, second * SECOND);
    }
    assertThat(meter.secondsPerCpuSecond(0.0002, 100e6)).isLessThan(0.02);
  }
}
