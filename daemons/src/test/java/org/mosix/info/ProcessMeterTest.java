package org.mosix.info;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class ProcessMeterTest {

  private static final long PID = ProcessHandle.current().pid();

  @Test
  void countsThreadsThatCompute() throws Exception {
    AtomicBoolean over = new AtomicBoolean();
    Thread busy = new Thread(() -> {
      while (!over.get()) {
        Thread.onSpinWait();
      }
    });
    busy.start();
    try {
      ProcessMeter meter = new ProcessMeter(PID);
      meter.interval();
      double before = meter.cpuSeconds();
      while (meter.demand() < 0.5 || meter.cpuSeconds() - before < 0.05) {
        Thread.sleep(20);
        meter.sample();
        meter.interval();
      }
      assertThat(meter.share()).isPositive();
      assertThat(meter.resident()).isGreaterThan(10L << 20);
    } finally {
      over.set(true);
      busy.join();
    }
  }

  @Test
  void countsWhatIsReadAndWritten(@TempDir Path directory) throws Exception {
    assumeTrue(Files.exists(Path.of("/proc/self/io")), "this system does not count reads and writes of processes");
    ProcessMeter meter = new ProcessMeter(PID);
    meter.interval();
    long calls = meter.calls();
    long bytes = meter.callBytes();
    Path file = Files.write(directory.resolve("file"), new byte[100_000]);
    for (int i = 0; i < 50; i++) {
      Files.readAllBytes(file);
    }
    meter.interval();
    assertThat(meter.calls() - calls).isGreaterThanOrEqualTo(51);
    assertThat(meter.callBytes() - bytes).isGreaterThanOrEqualTo(5_100_000);
  }

  @Test
  void processThatHasEndedWantsNothing() throws Exception {
    Process process = new ProcessBuilder("true").start();
    process.waitFor();
    ProcessMeter meter = new ProcessMeter(process.pid());
    assertThat(meter.sample()).isZero();
    meter.interval();
    assertThat(meter.demand()).isZero();
    assertThat(meter.resident()).isZero();
  }

  @Test
  void machineTellsItsMemoryAndProcessors() throws Exception {
    Machine machine = new Machine();
    Machine.Look look = machine.look();
    assertThat(look.memoryAvailable()).isBetween(1L, look.memoryTotal());
    assertThat(look.swapFree()).isBetween(0L, look.swapTotal());
    assertThat(look.utilisation()).isBetween(0.0, 1.0);
    assertThat(machine.processors()).isEqualTo(Runtime.getRuntime().availableProcessors());
    assertThat(machine.runnable()).isNotNegative();
  }
}
