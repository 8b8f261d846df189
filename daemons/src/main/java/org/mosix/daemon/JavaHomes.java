package org.mosix.daemon;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.mosix.link.JavaBuild;

/** The builds of Java that guests of this node can run on: the daemon's own, those it was told of, those it has seen programs run on. */
final class JavaHomes {

  private static final int ASK_SECONDS = 20;

  private final Map<String, Path> javaOfBuild = new TreeMap<>();

  /** @throws IOException if one of {@code others} is no home of Java */
  JavaHomes(List<Path> others) throws IOException {
    javaOfBuild.put(JavaBuild.current(), javaIn(Path.of(System.getProperty("java.home"))));
    for (Path home : others) {
      Path java = javaIn(home);
      javaOfBuild.putIfAbsent(askBuild(java), java);
    }
  }

  private static Path javaIn(Path home) throws IOException {
    Path java = home.resolve("bin").resolve("java");
    if (!Files.isExecutable(java)) {
      throw new IOException("no bin/java in " + home + " (expected: a home of Java)");
    }
    return java;
  }

  synchronized Optional<Path> find(String build) {
    return Optional.ofNullable(javaOfBuild.get(build));
  }

  synchronized List<String> builds() {
    return List.copyOf(javaOfBuild.keySet());
  }

  /** A JVM of this machine has registered: guests can run on its Java too. */
  synchronized void learn(String build, long pid) {
    if (!javaOfBuild.containsKey(build)) {
      ProcessHandle.of(pid).flatMap(process -> process.info().command()).map(Path::of).filter(Files::isExecutable)
          .ifPresent(java -> javaOfBuild.put(build, java));
    }
  }

  private static String askBuild(Path java) throws IOException {
    Process process = new ProcessBuilder(java.toString(), "-XshowSettings:properties", "-version").redirectErrorStream(true).start();
    try {
      process.getOutputStream().close();
      String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (!process.waitFor(ASK_SECONDS, TimeUnit.SECONDS)) {
        throw new IOException(java + " did not end within " + ASK_SECONDS + " s");
      }
      return property(text, "java.vm.name", java) + " " + property(text, "java.vm.version", java) + " " + property(text, "os.arch", java);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while asking " + java, e);
    } finally {
      process.destroyForcibly();
    }
  }

  private static String property(String settings, String name, Path java) throws IOException {
    Matcher matcher = Pattern.compile("^\\s*" + Pattern.quote(name) + " = (.*)$", Pattern.MULTILINE).matcher(settings);
    if (!matcher.find()) {
      throw new IOException(java + " does not tell its " + name + " (expected: a Java of version 17 or newer)");
    }
    return matcher.group(1).strip();
  }
}
