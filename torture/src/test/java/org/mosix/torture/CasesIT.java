package org.mosix.torture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A share of the cases in every mode; {@code ./mosix torture} runs all of them. */
@Timeout(value = 3, unit = TimeUnit.MINUTES)
class CasesIT {

  private static final double SECONDS = 1;
  private static final int MOVES = 3;

  private static Rig rig;
  private static Course course;

  @BeforeAll
  static void startNodes() throws IOException, InterruptedException {
    rig = Rig.start();
    course = rig.course(SECONDS, MOVES);
  }

  @AfterAll
  static void stopNodes() throws IOException {
    if (rig != null) {
      rig.close();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"Fib", "ManyThreads", "DeepRecursion", "NaiveWait", "ExceptionsInFlight", "OperandStack", "Lambdas", "Streams", "Locks", "Interrupts",
      "StackTraces", "StackWalks", "Environment"})
  void runsOnAfterStopsInPlace(String name) throws IOException, InterruptedException {
    passes(name, Mode.STOP);
  }

  @ParameterizedTest
  @ValueSource(strings = {"Fib", "ThreadSubclasses", "SynchronizedMethods", "WaitNotify", "Join", "Enums", "Statics", "LinkedListTwoMillion", "ClassLoaders",
      "StdinEcho", "FileChannels", "EchoSockets", "Children", "Clocks", "UncaughtInThread", "ShutdownHooks", "SignalHandlers"})
  void runsOnThereAndAtHome(String name) throws IOException, InterruptedException {
    passes(name, Mode.HOME);
  }

  @ParameterizedTest
  @ValueSource(strings = {"HeldInRecursion", "FixedPool", "ProducerConsumer", "Reflection", "LazyInitialisers", "TextFiles"})
  void runsOnAroundTheRing(String name) throws IOException, InterruptedException {
    passes(name, Mode.RING);
  }

  @ParameterizedTest
  @EnabledForJreRange(min = JRE.JAVA_25)
  @ValueSource(strings = {"Arenas", "NativeFunctions"})
  void nativeMemoryGoesAlongAroundTheRing(String name) throws IOException, InterruptedException {
    passes(name, Mode.RING);
  }

  private static void passes(String name, Mode mode) throws IOException, InterruptedException {
    Report.Run run = course.run(Cases.matching(name).get(0), mode);
    assertThat(run.verdict()).as(() -> new Report().add(run)).isEqualTo(Verdict.PASSED);
  }
}
