package org.mosix.runtime.image;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Runs a scenario from one JVM to another of the same JDK. */
final class TwoJvms {

  private final Path java;
  private final Path directory;
  private final List<String> flags;

  TwoJvms(Path javaHome, Path directory, String... flags) {
    this.java = javaHome.resolve("bin/java");
    this.directory = directory;
    this.flags = List.of(flags);
  }

  /** This JVM's JDK and those installed beside it, one per version. */
  static List<Path> javaHomes() throws IOException {
    Path own = Path.of(System.getProperty("java.home")).toRealPath();
    List<Path> homes = new ArrayList<>(List.of(own));
    try (Stream<Path> beside = Files.list(own.getParent())) {
      beside.filter(home -> Files.isExecutable(home.resolve("bin/javac")) && version(home) == 25 && version(own) != 25).findFirst()
          .ifPresent(homes::add);
    }
    return homes;
  }

  private static int version(Path home) {
    try {
      return Files.readAllLines(home.resolve("release")).stream().filter(line -> line.startsWith("JAVA_VERSION="))
          .mapToInt(line -> Integer.parseInt(line.split("[\".]")[1])).findFirst().orElse(0);
    } catch (IOException e) {
      return 0;
    }
  }

  void run(Class<? extends Scenario> scenario) throws Exception {
    Path image = directory.resolve(scenario.getSimpleName() + ".image");
    Files.deleteIfExists(image);
    one("write", image, scenario);
    one("read", image, scenario);
    Files.delete(image);
  }

  private void one(String verb, Path image, Class<? extends Scenario> scenario) throws Exception {
    List<String> command = new ArrayList<>(List.of(java.toString(), "-Xmx2g", "-javaagent:" + LoadedClasses.agentJar(directory),
        "--add-exports", "java.base/jdk.internal.misc=ALL-UNNAMED"));
    command.addAll(flags);
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), ScenarioMain.class.getName(), verb, image.toString(),
        scenario.getName()));
    Path log = directory.resolve(verb + ".log");
    Process process = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile()).start();
    boolean ended = process.waitFor(120, TimeUnit.SECONDS);
    if (!ended) {
      process.destroyForcibly().waitFor();
    }
    String output = Files.readString(log);
    System.out.println(java.getParent().getParent().getFileName() + " " + scenario.getSimpleName() + ": " + output.strip());
    if (!ended || process.exitValue() != 0) {
      throw new AssertionError(verb + " of " + scenario.getSimpleName() + (ended ? " failed" : " did not end") + "\n" + output);
    }
  }
}
