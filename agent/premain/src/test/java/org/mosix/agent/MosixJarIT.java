package org.mosix.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The jar that users put in front of their programs: what of it a program could see, and what the isolated loader needs. */
@Timeout(60)
class MosixJarIT {

  private JarFile jar;

  @BeforeEach
  void open() throws IOException {
    jar = new JarFile(new File(System.getProperty("mosix.jar")));
  }

  @AfterEach
  void close() throws IOException {
    jar.close();
  }

  @Test
  void agentJarContainsOnlyExpectedEntries() {
    assertThat(folders(1)).containsExactly("META-INF", "inst", "org");
    assertThat(under("META-INF/")).containsExactly("META-INF/MANIFEST.MF");
    assertThat(under("org/")).allMatch(name -> name.matches("org/mosix/agent/[^/]+\\.class"));
  }

  @Test
  void programsSeeNoClassOfOurLibraries() {
    assertThat(under("inst/")).noneMatch(name -> name.endsWith(".class"));
  }

  @Test
  void isolatedLoaderFindsRuntimeAndItsLibraries() {
    assertThat(under("inst/")).contains(
        "inst/org/mosix/boot/Poll.classdata",
        "inst/org/mosix/boot/JdkPoll.classdata",
        "inst/org/mosix/link/Link.classdata",
        "inst/org/mosix/log/FileLogProvider.classdata",
        "inst/META-INF/services/org.slf4j.spi.SLF4JServiceProvider",
        "inst/org/slf4j/LoggerFactory.classdata",
        "inst/io/netty/handler/ssl/SslHandler.classdata",
        "inst/com/esotericsoftware/kryo/io/Output.classdata",
        "inst/org/objectweb/asm/ClassReader.classdata");
  }

  @Test
  void listsTheBootClassesAndThoseToPreload() throws IOException {
    assertThat(list("boot")).containsExactlyInAnyOrderElementsOf(under("inst/org/mosix/boot/"));
    assertThat(list("preload")).containsAll(under("inst/org/mosix/instrument/")).containsAll(under("inst/org/mosix/runtime/capture/"));
  }

  private List<String> list(String name) throws IOException {
    String text = new String(jar.getInputStream(jar.getEntry("inst/" + name + ".list")).readAllBytes(), StandardCharsets.UTF_8);
    return text.lines().map(line -> "inst/" + line + ".classdata").toList();
  }

  @Test
  void leavesOutWhatManagedJvmsDoNotNeed() {
    assertThat(under("inst/")).noneMatch(name -> name.startsWith("inst/org/bouncycastle/")
        || name.startsWith("inst/ch/qos/logback/") || name.startsWith("inst/net/bytebuddy/") || name.startsWith("inst/org/mosix/daemon/"));
  }

  @Test
  void manifestNamesTheAgentAndTheGuest() throws IOException {
    Attributes main = jar.getManifest().getMainAttributes();
    assertThat(main.getValue("Premain-Class")).isEqualTo("org.mosix.agent.Premain");
    assertThat(main.getValue("Main-Class")).isEqualTo("org.mosix.agent.Guest");
    assertThat(main.getValue("Can-Redefine-Classes")).isEqualTo("true");
    assertThat(main.getValue("Can-Retransform-Classes")).isEqualTo("true");
    assertThat(main.getValue("Launcher-Agent-Class")).isNull();
  }

  private List<String> under(String folder) {
    return jar.stream().filter(entry -> !entry.isDirectory()).map(ZipEntry::getName).filter(name -> name.startsWith(folder)).toList();
  }

  private Set<String> folders(int depth) {
    Set<String> folders = new TreeSet<>();
    jar.stream().map(ZipEntry::getName).forEach(name -> folders.add(String.join("/", List.of(name.split("/")).subList(0, depth))));
    return folders;
  }
}
