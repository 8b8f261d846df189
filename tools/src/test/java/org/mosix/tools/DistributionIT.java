package org.mosix.tools;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The distribution as users meet it: its layout, and its scripts from anywhere. */
@Timeout(120)
class DistributionIT {

  private static final Path DIST = Path.of(System.getProperty("mosix.dist")).toAbsolutePath().normalize();

  @TempDir
  Path directory;

  private record Result(int code, String out, String err) {}

  private Result run(List<String> command, String... environment) throws Exception {
    File out = Files.createTempFile(directory, "out", "").toFile();
    File err = Files.createTempFile(directory, "err", "").toFile();
    ProcessBuilder builder = new ProcessBuilder(command).directory(directory.toFile()).redirectOutput(out).redirectError(err);
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    for (int i = 0; i < environment.length; i += 2) {
      builder.environment().put(environment[i], environment[i + 1]);
    }
    Process process = builder.start();
    process.getOutputStream().close();
    try {
      assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
      return new Result(process.exitValue(), text(out), text(err));
    } finally {
      process.destroyForcibly();
    }
  }

  private static String text(File file) throws IOException {
    return Files.readString(file.toPath(), StandardCharsets.UTF_8).strip();
  }

  private static Set<String> names(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).collect(Collectors.toCollection(TreeSet::new));
    }
  }

  @Test
  void holdsTheAgentTheCommandsAndTheLibraries() throws Exception {
    assertThat(names(DIST)).contains("bin", "cds", "lib", "mosix.jar", "share");
    assertThat(names(DIST.resolve("bin"))).contains("mosixd", "migrate", "mps", "mosctl", "mosrun", "mtop", "setpe", "showmap", "tune");
    assertThat(names(DIST.resolve("share/man/man1"))).contains("migrate.1", "mtop.1");
    assertThat(names(DIST.resolve("lib"))).allMatch(name -> name.endsWith(".jar"))
        .noneMatch(name -> name.contains("junit") || name.contains("assertj") || name.startsWith("mosix-agent"));
  }

  @Test
  void commandsAnswerFromAnywhereAlsoThroughLinks() throws Exception {
    Path link = Files.createSymbolicLink(directory.resolve("my-migrate"), DIST.resolve("bin/migrate"));
    Path relative = Files.createSymbolicLink(directory.resolve("again"), Path.of("my-migrate"));
    for (Path command : List.of(DIST.resolve("bin/migrate"), link, relative, Path.of("./again"))) {
      Result help = run(List.of(command.toString(), "--help"));
      assertThat(help.err()).isEmpty();
      assertThat(help.code()).isZero();
      assertThat(help.out()).contains("Usage: migrate");
    }
    Files.delete(relative);
    Files.delete(link);
  }

  @Test
  void worksFromADirectoryWithSpaces() throws Exception {
    Path moved = directory.resolve("a b/dist");
    copy(DIST, moved);
    Result help = run(List.of(moved.resolve("bin/mosctl").toString(), "--version"));
    assertThat(help.code()).isZero();
    assertThat(help.out()).startsWith("mosix ");
  }

  @Test
  void mosrunBecomesTheProgram() throws Exception {
    Path source = Files.writeString(directory.resolve("Said.java"), """
        class Said {
          public static void main(String[] a) throws Exception {
            System.out.println(ProcessHandle.current().pid() + String.join("|", a) + new String(System.in.readAllBytes()));
            System.exit(7);
          }
        }""");
    String script = "echo input | sh -c 'echo $$; exec \"$0\" java \"$1\" \"a b\" \"it'\\''s\"' " + DIST.resolve("bin/mosrun") + " " + source;
    Result run = run(List.of("sh", "-c", script), "MOSIX_RUN_DIR", directory.resolve("none").toString());
    String[] lines = run.out().split("\n");
    assertThat(run.code()).as(run.err()).isEqualTo(7);
    assertThat(lines[1]).isEqualTo(lines[0] + "a b|it'sinput");
  }

  @Test
  void commandsShareClassesWhereverTheyMayWriteAndDoWithoutElsewhere() throws Exception {
    Path moved = directory.resolve("copy");
    copy(DIST, moved);
    Path cache = directory.resolve("cache");
    List<String> mps = List.of(moved.resolve("bin/mps").toString(), "--version");
    String[] environment = {"XDG_CACHE_HOME", cache.toString(), "MOSIX_JAVA_OPTS", "-Xlog:class+load:file=" + directory.resolve("loaded")};
    assertThat(run(mps, environment).code()).isZero();
    while (!Files.exists(moved.resolve("cds")) || names(moved.resolve("cds")).stream().noneMatch(name -> name.startsWith("made")
        && isOf(moved, name)) || names(moved.resolve("cds")).stream().anyMatch(name -> name.startsWith("making"))) {
      Thread.sleep(100);
    }
    assertThat(run(mps, environment)).isEqualTo(new Result(0, run(mps, environment).out(), ""));
    assertThat(Files.readAllLines(directory.resolve("loaded"))).filteredOn(line -> line.contains("org.mosix.tools.ProcessesTool "))
        .singleElement().asString().contains("shared objects file");
  }

  private static boolean isOf(Path dist, String made) {
    try {
      return Files.readString(dist.resolve("cds").resolve(made)).strip().equals(dist.toAbsolutePath().toString());
    } catch (IOException e) {
      return false;
    }
  }

  @Test
  void archivesThatDoNotFitAreOfNoConsequence() throws Exception {
    Path moved = directory.resolve("odd");
    copy(DIST, moved);
    for (String name : names(moved.resolve("cds"))) {
      if (name.endsWith(".jsa")) {
        Files.writeString(moved.resolve("cds").resolve(name), "not an archive");
      } else if (name.startsWith("made")) {
        Files.writeString(moved.resolve("cds").resolve(name), moved + "\n");
      }
    }
    Result version = run(List.of(moved.resolve("bin/mps").toString(), "--version"));
    assertThat(version.code()).isZero();
    assertThat(version.err()).isEmpty();
    assertThat(version.out()).startsWith("mosix ");
  }

  private static void copy(Path from, Path to) throws IOException {
    List<Path> all;
    try (Stream<Path> files = Files.walk(from)) {
      all = files.toList();
    }
    for (Path path : all) {
      Path target = to.resolve(from.relativize(path).toString());
      Files.createDirectories(target.getParent());
      Files.copy(path, target);
    }
  }

  @Test
  void usageErrorsAndMissingDaemonsHaveTheirCodes() throws Exception {
    List<String> migrate = new ArrayList<>(List.of(DIST.resolve("bin/migrate").toString(), "4711"));
    assertThat(run(migrate).code()).isEqualTo(2);
    migrate.add("2");
    assertThat(run(migrate, "MOSIX_RUN_DIR", directory.resolve("none").toString()).code()).isEqualTo(3);
  }

  @Test
  void saysWhichJavaIsMissing() throws Exception {
    Result run = run(List.of(DIST.resolve("bin/mps").toString()), "JAVA_HOME", directory.toString());
    assertThat(run.code()).isEqualTo(1);
    assertThat(run.err()).isEqualTo("mps: no Java at " + directory + "/bin/java (expected: version 17 or newer, in JAVA_HOME or on the PATH)");
  }
}
