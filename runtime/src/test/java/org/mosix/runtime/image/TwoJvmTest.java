package org.mosix.runtime.image;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Images from one JVM to another, on every JDK that is installed. */
@Timeout(value = 20, unit = TimeUnit.MINUTES)
class TwoJvmTest {

  @TempDir
  Path directory;

  /** Those in which an object told apart wrongly shows. */
  private static final Set<String> TELLING = Set.of("IdentityMaps", "Collected", "Enums");

  private Stream<DynamicTest> telling(String flag) throws Exception {
    return onEachJdk(BasicScenarios.class, flag).stream().filter(test -> TELLING.contains(test.getDisplayName().split(" ")[0]));
  }

  private List<DynamicTest> onEachJdk(Class<?> scenarios, String... flags) throws Exception {
    List<DynamicTest> tests = new ArrayList<>();
    for (Path home : TwoJvms.javaHomes()) {
      for (Class<?> type : scenarios.getDeclaredClasses()) {
        if (Scenario.class.isAssignableFrom(type)) {
          tests.add(DynamicTest.dynamicTest(type.getSimpleName() + " on " + home.getFileName(),
              () -> new TwoJvms(home, directory, flags).run(type.asSubclass(Scenario.class))));
        }
      }
    }
    return tests;
  }

  @TestFactory
  Stream<DynamicTest> ordinaryObjectsArriveWhole() throws Exception {
    return onEachJdk(BasicScenarios.class).stream();
  }

  @TestFactory
  Stream<DynamicTest> largeAndDeepStructuresArriveWhole() throws Exception {
    return onEachJdk(BigScenarios.class).stream();
  }

  @TestFactory
  Stream<DynamicTest> objectsThatStandForCodeWorkInTheOtherJvm() throws Exception {
    return onEachJdk(CodeScenarios.class).stream();
  }

  @TestFactory
  Stream<DynamicTest> composedMethodHandlesAndCallSitesWorkInTheOtherJvm() throws Exception {
    return onEachJdk(HandleScenarios.class).stream();
  }

  @TestFactory
  Stream<DynamicTest> objectsWithAPartOfTheProcessBehindThemWorkInTheOtherJvm() throws Exception {
    return onEachJdk(ProcessScenarios.class).stream();
  }

  @TestFactory
  Stream<DynamicTest> theSlowerPathIsTakenWithoutCompressedReferences() throws Exception {
    return telling("-XX:-UseCompressedOops");
  }

  @TestFactory
  Stream<DynamicTest> collectionsInTheMiddleOfAnImageAreSeen() throws Exception {
    // Young generations that are full at different places of the same walk.
    List<DynamicTest> all = new ArrayList<>();
    for (int size = 14; size <= 18; size++) {
      String flag = "-Xmn" + size + "m";
      all.addAll(onEachJdk(BasicScenarios.class, "-XX:+UseParallelGC", flag).stream().filter(test -> test.getDisplayName().startsWith("Collected"))
          .map(test -> DynamicTest.dynamicTest(test.getDisplayName() + " " + flag, test.getExecutable())).toList());
    }
    return all.stream();
  }

  @TestFactory
  Stream<DynamicTest> theSlowerPathIsTakenWhenObjectsMoveAtAnyTime() throws Exception {
    return telling("-XX:+UseZGC");
  }

  @TestFactory
  Stream<DynamicTest> otherCollectorsAndUnscaledReferencesWork() throws Exception {
    return Stream.concat(onEachJdk(BigScenarios.class, "-XX:+UseSerialGC", "-Xmx900m").stream(),
        onEachJdk(BigScenarios.class, "-XX:+UseParallelGC").stream());
  }
}
