package org.mosix.runtime.cache;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(30)
class ClassCacheTest {

  private static final String IDENTITY = "home\nthis JDK";
  private static final String MOVED = "home, moved\nthis JDK";
  private static final byte[] ORIGINAL = {1, 2, 3};
  private static final byte[] CHANGED = {1, 2, 3, 4};

  @TempDir
  private Path above;

  private CacheDirectory directory;

  @BeforeEach
  void resolve() {
    directory = CacheDirectory.resolve(above.resolve("cache").toString(), Map.of());
  }

  private ClassCache open(String identity) {
    return ClassCache.open(directory, identity, identity, true);
  }

  /** With another file for what moves load. */
  private ClassCache openApart() {
    return ClassCache.open(directory, IDENTITY, MOVED, true);
  }

  private ClassCache written() throws IOException {
    ClassCache cache = open(IDENTITY);
    cache.add("java/util/Changed", ORIGINAL, CHANGED);
    cache.add("java/util/Same", ORIGINAL, ORIGINAL);
    cache.save();
    return cache;
  }

  private File file() {
    return directory.file(IDENTITY);
  }

  private void mode(Path path, String permissions) throws IOException {
    Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(permissions));
  }

  @Test
  void knowsNothingAtFirst() {
    ClassCache cache = open(IDENTITY);
    assertThat(cache.find("java/util/Changed", ORIGINAL)).isNull();
    assertThat(cache.isUnchanged("java/util/Same")).isFalse();
  }

  @Test
  void findsWhatAnEarlierJvmAdded() throws IOException {
    written();
    ClassCache cache = open(IDENTITY);
    assertThat(cache.find("java/util/Changed", ORIGINAL)).isEqualTo(CHANGED);
    assertThat(cache.find("java/util/Same", ORIGINAL)).isSameAs(ORIGINAL);
    assertThat(cache.isUnchanged("java/util/Same")).isTrue();
    assertThat(cache.isUnchanged("java/util/Changed")).isFalse();
    assertThat(cache.find("java/util/Other", ORIGINAL)).isNull();
  }

  @Test
  void findsEachOfManyClasses() throws IOException {
    ClassCache cache = open(IDENTITY);
    for (int i = 0; i < 3000; i++) {
      cache.add("java/util/Class" + i, new byte[] {(byte) i}, new byte[] {(byte) i, (byte) (i >> 8)});
    }
    cache.save();
    ClassCache later = open(IDENTITY);
    for (int i = 0; i < 3000; i++) {
      assertThat(later.find("java/util/Class" + i, new byte[] {(byte) i})).containsExactly((byte) i, (byte) (i >> 8));
    }
  }

  @Test
  void addsToWhatIsThere() throws IOException {
    written();
    ClassCache second = open(IDENTITY);
    second.add("java/util/Later", ORIGINAL, CHANGED);
    second.save();
    ClassCache third = open(IDENTITY);
    assertThat(third.find("java/util/Later", ORIGINAL)).isEqualTo(CHANGED);
    assertThat(third.find("java/util/Changed", ORIGINAL)).isEqualTo(CHANGED);
    assertThat(third.isUnchanged("java/util/Same")).isTrue();
  }

  @Test
  void knowsSeveralOriginalsOfAName() throws IOException {
    written();
    for (int i = 0; i < 10; i++) {
      ClassCache cache = open(IDENTITY);
      cache.add("java/util/Changed", new byte[] {9, 9, (byte) i}, new byte[] {(byte) i});
      cache.add("java/util/Same", new byte[] {9, 9, (byte) i}, new byte[] {(byte) i});
      cache.save();
      ClassCache next = open(IDENTITY);
      assertThat(next.find("java/util/Changed", new byte[] {9, 9, (byte) i})).containsExactly(i);
      assertThat(next.isUnchanged("java/util/Same")).as("one of them is changed").isFalse();
      if (i == 0) {
        assertThat(next.find("java/util/Changed", ORIGINAL)).isEqualTo(CHANGED);
      }
    }
    long originals = CacheFile.read(file(), IDENTITY).all().stream().filter(known -> known.name().equals("java/util/Changed")).count();
    assertThat(originals).isEqualTo(4);
  }

  @Test
  void programThatEndsSoonLeavesACache() throws IOException {
    ClassCache cache = open(IDENTITY);
    CacheKeeper keeper = new CacheKeeper(false, cache);
    cache.add("java/util/Changed", ORIGINAL, CHANGED);
    keeper.saveUnlessSaved();
    assertThat(open(IDENTITY).find("java/util/Changed", ORIGINAL)).isEqualTo(CHANGED);
  }

  @Test
  void programThatEndsBeforeItsCacheIsKeptLeavesOne() throws IOException, InterruptedException {
    assertThat(startLate(3)).isEmpty();
    assertThat(open(LateStart.IDENTITY).find("java/util/Late", LateStart.ORIGINAL)).isEqualTo(LateStart.CHANGED);
  }

  @Test
  void programThatHasEndedBeforeItsCacheIsKeptSaysNothing() throws IOException, InterruptedException {
    assertThat(startLate(9)).isEmpty();
  }

  /** @return what a JVM prints whose cache is kept from this moment of its end on */
  private String startLate(int slot) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "--add-exports", "java.base/jdk.internal.access=ALL-UNNAMED",
            "--add-exports", "java.base/jdk.internal.misc=ALL-UNNAMED", "-cp", System.getProperty("java.class.path"), LateStart.class.getName(),
            directory.path().toString(), Integer.toString(slot)).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).isZero();
    return output;
  }

  @Test
  void twoThatAddAtTheSameTimeLoseNothing() throws IOException {
    written();
    ClassCache one = open(IDENTITY);
    ClassCache other = open(IDENTITY);
    one.add("java/util/One", ORIGINAL, CHANGED);
    one.save();
    other.add("java/util/Other", ORIGINAL, CHANGED);
    other.save();
    ClassCache later = open(IDENTITY);
    assertThat(later.find("java/util/Changed", ORIGINAL)).isEqualTo(CHANGED);
    assertThat(later.find("java/util/One", ORIGINAL)).isEqualTo(CHANGED);
    assertThat(later.find("java/util/Other", ORIGINAL)).isEqualTo(CHANGED);
  }

  @Test
  void whatMovesLoadIsKeptApartAndReadByMovesOnly() throws IOException, InterruptedException {
    written();
    ClassCache cache = openApart();
    CacheKeeper keeper = new CacheKeeper(false, cache);
    cache.add("java/util/OfStarts", ORIGINAL, CHANGED);
    keeper.moving();
    cache.add("java/util/OfMoves", ORIGINAL, CHANGED);
    assertThat(cache.find("java/util/Changed", ORIGINAL)).isEqualTo(CHANGED);
    keeper.moved(true);
    keeper.awaitSaved(20_000);
    assertThat(cache.find("java/util/Changed", ORIGINAL)).as("forgotten").isNull();

    ClassCache next = openApart();
    assertThat(next.find("java/util/OfStarts", ORIGINAL)).isEqualTo(CHANGED);
    assertThat(next.find("java/util/OfMoves", ORIGINAL)).isNull();
    new CacheKeeper(false, next).moving();
    assertThat(next.find("java/util/OfStarts", ORIGINAL)).isEqualTo(CHANGED);
    assertThat(next.find("java/util/OfMoves", ORIGINAL)).isEqualTo(CHANGED);
  }

  @Test
  void movesThatFailDoNotCount() throws IOException, InterruptedException {
    ClassCache cache = openApart();
    CacheKeeper keeper = new CacheKeeper(false, cache);
    for (int i = 0; i < 5; i++) {
      keeper.moving();
      keeper.moved(false);
      keeper.awaitSaved(20_000);
    }
    keeper.moving();
    cache.add("java/util/OfMoves", ORIGINAL, CHANGED);
    keeper.moved(true);
    keeper.awaitSaved(20_000);
    assertThat(open(MOVED).find("java/util/OfMoves", ORIGINAL)).isEqualTo(CHANGED);
  }

  @Test
  void saverOfTheStartEndsWhenAMoveBegins() throws IOException, InterruptedException {
    ClassCache cache = openApart();
    CacheKeeper keeper = new CacheKeeper(false, cache);
    keeper.start();
    keeper.moving();
    keeper.moved(true);
    keeper.awaitSaved(20_000);
    cache.add("java/util/TooLate", ORIGINAL, CHANGED);
    cache.save();
    assertThat(open(MOVED).find("java/util/TooLate", ORIGINAL)).isNull();
  }

  @Test
  void changedOriginalIsAMiss() throws IOException {
    written();
    ClassCache cache = open(IDENTITY);
    assertThat(cache.find("java/util/Changed", new byte[] {1, 2, 4})).isNull();
    assertThat(cache.find("java/util/Same", new byte[] {1, 2})).isNull();
  }

  @Test
  void saysNothingByNameAloneWhenOthersChangeClassesToo() throws IOException {
    written();
    ClassCache cache = ClassCache.open(directory, IDENTITY, IDENTITY, false);
    assertThat(cache.isUnchanged("java/util/Same")).isFalse();
    assertThat(cache.find("java/util/Same", ORIGINAL)).isSameAs(ORIGINAL);
  }

  @Test
  void readsAndRemembersAgainWhatItHadForgotten() throws IOException {
    ClassCache cache = written();
    cache.forget(false);
    cache.add("java/util/Lost", ORIGINAL, ORIGINAL);
    cache.save();
    assertThat(cache.find("java/util/Changed", ORIGINAL)).isNull();

    cache.moving();
    assertThat(cache.find("java/util/Changed", ORIGINAL)).isEqualTo(CHANGED);
    cache.add("java/util/Later", ORIGINAL, CHANGED);
    cache.save();
    assertThat(open(IDENTITY).find("java/util/Later", ORIGINAL)).isEqualTo(CHANGED);
    assertThat(open(IDENTITY).find("java/util/Changed", ORIGINAL)).isEqualTo(CHANGED);
    assertThat(open(IDENTITY).find("java/util/Lost", ORIGINAL)).isNull();
  }

  @Test
  void otherJdkHasNoPartInIt() throws IOException {
    written();
    assertThat(open("home\nother JDK").find("java/util/Changed", ORIGINAL)).isNull();
    Files.copy(file().toPath(), directory.file("home\nother JDK").toPath());
    assertThat(open("home\nother JDK").find("java/util/Changed", ORIGINAL)).isNull();
  }

  @Test
  void anyDamagedByteMakesItAsIfThereWereNone() throws IOException {
    written();
    byte[] good = Files.readAllBytes(file().toPath());
    for (int i = 0; i < good.length; i++) {
      byte[] bad = good.clone();
      bad[i] ^= 0x10;
      assertThat(CacheFile.of(bad, IDENTITY)).as("byte %d", i).isNull();
    }
    for (int length = 0; length < good.length; length++) {
      assertThat(CacheFile.of(Arrays.copyOf(good, length), IDENTITY)).as("%d bytes", length).isNull();
    }
    assertThat(CacheFile.of(good, IDENTITY)).isNotNull();
  }

  @Test
  void damagedFileIsWrittenAnew() throws IOException {
    written();
    Files.write(file().toPath(), new byte[100]);
    assertThat(open(IDENTITY).find("java/util/Changed", ORIGINAL)).isNull();
    written();
    assertThat(open(IDENTITY).find("java/util/Changed", ORIGINAL)).isEqualTo(CHANGED);
  }

  @Test
  void onlyTheOwnerMayReadAndWriteIt() throws IOException {
    written();
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file().toPath()))).isEqualTo("rw-------");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(directory.path()))).isEqualTo("rwx------");
    assertThat(directory.path().toFile().list()).containsExactly(file().getName());
  }

  @ParameterizedTest
  @ValueSource(strings = {"rw-rw----", "rw-----w-", "rw-r--r--"})
  void fileOpenToOthersIsIgnored(String permissions) throws IOException {
    written();
    mode(file().toPath(), permissions);
    assertThat(open(IDENTITY).find("java/util/Changed", ORIGINAL)).isNull();
  }

  @ParameterizedTest
  @ValueSource(strings = {"rwxrwx---", "rwx----wx", "rwxr-xr-x"})
  void directoryOpenToOthersIsNeitherReadNorWritten(String permissions) throws IOException {
    written();
    mode(directory.path(), permissions);
    assertThat(open(IDENTITY).find("java/util/Changed", ORIGINAL)).isNull();
    Files.delete(file().toPath());
    written();
    assertThat(file()).doesNotExist();
  }

  @Test
  void directoryThatOthersCanReplaceIsIgnored() throws IOException {
    written();
    mode(above, "rwxrwxrwx");
    assertThat(open(IDENTITY).find("java/util/Changed", ORIGINAL)).isNull();
  }

  @Test
  void linkToAFileIsIgnored() throws IOException {
    written();
    Path elsewhere = directory.path().resolve("elsewhere");
    Files.move(file().toPath(), elsewhere);
    Files.createSymbolicLink(file().toPath(), elsewhere);
    assertThat(open(IDENTITY).find("java/util/Changed", ORIGINAL)).isNull();
  }

  @Test
  void identityNamesJdkAgentAndRole() throws IOException {
    Path modules = Files.createDirectories(above.resolve("jdk/lib")).resolve("modules");
    Path jar = Files.write(above.resolve("mosix.jar"), new byte[1]);
    assertThat(Identity.of(above.resolve("jdk").toFile(), "17", jar.toFile(), "home")).isNull();
    Files.write(modules, new byte[10]);
    String first = identity(jar, false);
    assertThat(identity(jar, true)).isNotEqualTo(first);
    Files.write(modules, new byte[11]);
    String second = identity(jar, false);
    assertThat(second).isNotEqualTo(first);
    Files.write(jar, new byte[2]);
    assertThat(identity(jar, false)).isNotEqualTo(second);
  }

  private String identity(Path jar, boolean guest) {
    return Identity.of(above.resolve("jdk").toFile(), "17", jar.toFile(), guest ? "guest" : "home");
  }

  @Test
  void directoryComesFromTheOptionOrTheEnvironment() {
    assertThat(CacheDirectory.resolve("off", Map.of("HOME", "/h"))).isNull();
    assertThat(CacheDirectory.resolve(null, Map.of("HOME", "/h", "MOSIX_CACHE", "off"))).isNull();
    assertThat(CacheDirectory.resolve("/d", Map.of("MOSIX_CACHE", "off")).path()).isEqualTo(Path.of("/d"));
    assertThat(CacheDirectory.resolve(null, Map.of("XDG_CACHE_HOME", "/x", "HOME", "/h")).path()).isEqualTo(Path.of("/x/mosix"));
    assertThat(CacheDirectory.resolve(null, Map.of("HOME", "/h")).path()).isEqualTo(Path.of("/h/.mosix/cache"));
  }

  @Test
  void otherAgentsAndPatchedModulesMakeNamesUnreliable() {
    assertThat(PristineJdk.isSure(new String[] {"-Xmx1g", "-javaagent:mosix.jar"})).isTrue();
    assertThat(PristineJdk.isSure(new String[] {"-javaagent:mosix.jar", "-javaagent:other.jar"})).isFalse();
    assertThat(PristineJdk.isSure(new String[] {"--patch-module=java.base=x"})).isFalse();
    assertThat(PristineJdk.isSure(new String[] {"-agentpath:/x.so"})).isFalse();
  }

  @Test
  void oldFilesAreRemoved() throws IOException {
    Path folder = Files.createDirectory(above.resolve("old"));
    for (int i = 0; i < 60; i++) {
      File file = Files.createFile(folder.resolve("home-" + i + CacheCleaner.SUFFIX)).toFile();
      assertThat(file.setLastModified(1_000_000L * i)).isTrue();
    }
    Files.createFile(folder.resolve("home-1" + CacheCleaner.ASIDE)).toFile().setLastModified(0);
    CacheCleaner.clean(folder.toFile(), 60_000_000L);
    assertThat(folder.toFile().list()).hasSize(48).contains("home-59" + CacheCleaner.SUFFIX);
  }
}
