package org.mosix.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
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
    assertThat(under("inst/")).containsExactlyInAnyOrder("inst/files", "inst/META-INF/services/org.slf4j.spi.SLF4JServiceProvider");
  }

  @Test
  void isolatedLoaderFindsRuntimeAndItsLibraries() throws IOException {
    assertThat(hidden("")).contains(
        "org/mosix/boot/Poll.class",
        "org/mosix/boot/JdkPoll.class",
        "org/mosix/link/Link.class",
        "org/mosix/log/FileLogProvider.class",
        "META-INF/services/org.slf4j.spi.SLF4JServiceProvider",
        "org/slf4j/LoggerFactory.class",
        "io/netty/handler/ssl/SslHandler.class",
        "com/esotericsoftware/kryo/io/Output.class",
        "org/objectweb/asm/ClassReader.class");
  }

  @Test
  void listsTheBootClassesAndThoseToPreload() throws IOException {
    assertThat(list("boot")).containsExactlyInAnyOrderElementsOf(hidden("org/mosix/boot/"));
    assertThat(list("preload")).containsAll(hidden("org/mosix/instrument/")).containsAll(hidden("org/mosix/runtime/capture/"));
  }

  private List<String> list(String name) throws IOException {
    String text = new String(new Archive(new File(jar.getName())).read(name + ".list"), StandardCharsets.UTF_8);
    return text.lines().map(line -> line + ".class").toList();
  }

  @Test
  void lambdasAreClassesLikeOthers() throws IOException {
    assertThat(hidden("org/mosix/runtime/image/")).anyMatch(name -> name.matches(".*/JdkFields\\$\\$L\\d+\\.class"));
    assertThat(hidden("io/netty/")).anyMatch(name -> name.contains("$$L"));
  }

  @Test
  void leavesOutWhatManagedJvmsDoNotNeed() throws IOException {
    assertThat(hidden("")).noneMatch(name -> name.startsWith("org/bouncycastle/")
        || name.startsWith("ch/qos/logback/") || name.startsWith("net/bytebuddy/") || name.startsWith("org/mosix/daemon/"));
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

  /** Names of the hidden files that begin so, by the layout that {@link Archive} tells. */
  private List<String> hidden(String prefix) throws IOException {
    ByteBuffer files = ByteBuffer.wrap(jar.getInputStream(jar.getEntry("inst/files")).readAllBytes());
    List<String> names = new ArrayList<>();
    for (int slot = 0; slot < files.getInt(4); slot++) {
      int at = files.getInt(8 + 4 * slot);
      if (at != 0) {
        names.add(new String(files.array(), at + 8, files.getInt(at), StandardCharsets.ISO_8859_1));
      }
    }
    return names.stream().filter(name -> name.startsWith(prefix)).toList();
  }

  private Set<String> folders(int depth) {
    Set<String> folders = new TreeSet<>();
    jar.stream().map(ZipEntry::getName).forEach(name -> folders.add(String.join("/", List.of(name.split("/")).subList(0, depth))));
    return folders;
  }
}
