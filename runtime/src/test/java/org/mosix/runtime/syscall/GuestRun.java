package org.mosix.runtime.syscall;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.mosix.boot.Sys;
import org.mosix.programs.ProgramMain;

/**
 * A program run plainly, or in a guest JVM whose system calls are served by a second one.
 *
 * @param status the exit code
 * @param output of the JVM that is home, both streams
 * @param log what the guest JVM itself wrote
 */
record GuestRun(int status, String output, String log) {

  private static final List<String> OPENED = List.of("--add-exports", "java.base/jdk.internal.misc=ALL-UNNAMED");
  private static final long SECONDS = 60;

  static GuestRun plain(Path directory, String input, Class<?> program, String... arguments) throws Exception {
    List<String> command = java("-cp", System.getProperty("java.class.path"), ProgramMain.class.getName(), program.getName());
    command.addAll(List.of(arguments));
    return run(directory, command, input, directory.resolve("none"));
  }

  static GuestRun onGuest(Path directory, String input, Class<?> program, String... arguments) throws Exception {
    Path agent = agentJar(directory);
    List<String> guest = java("-Xverify:all", "-Xbootclasspath/a:" + bootClasses(), "-javaagent:" + agent + "=PORT",
        "-cp", System.getProperty("java.class.path"), ProgramMain.class.getName(), program.getName());
    guest.addAll(List.of(arguments));
    Path log = directory.resolve("guest.log");
    List<String> home = java();
    home.addAll(OPENED);
    home.addAll(List.of("-Xbootclasspath/a:" + bootClasses(), "-cp", System.getProperty("java.class.path"),
        HomeMain.class.getName(), log.toString()));
    home.addAll(guest);
    return run(directory, home, input, log);
  }

  private static String bootClasses() {
    return new File(Sys.class.getProtectionDomain().getCodeSource().getLocation().getPath()).getPath();
  }

  private static List<String> java(String... options) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of(options));
    return command;
  }

  private static Path agentJar(Path directory) throws IOException {
    Manifest manifest = new Manifest();
    manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
    manifest.getMainAttributes().put(new Attributes.Name("Premain-Class"), GuestAgent.class.getName());
    manifest.getMainAttributes().put(new Attributes.Name("Can-Retransform-Classes"), "true");
    Path jar = Files.createTempFile(directory.getParent(), "agent", ".jar");
    try (OutputStream out = Files.newOutputStream(jar); JarOutputStream entries = new JarOutputStream(out, manifest)) {
      entries.finish();
    }
    return jar;
  }

  private static GuestRun run(Path directory, List<String> command, String input, Path log) throws Exception {
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().put("MOSIX_TEST", "set at home");
    Process process = builder.start();
    Thread writer = new Thread(() -> write(process, input));
    writer.start();
    Thread killer = new Thread(() -> killLate(process));
    killer.setDaemon(true);
    killer.start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    int status = process.waitFor();
    writer.join();
    return new GuestRun(status, output, Files.exists(log) ? Files.readString(log) : "");
  }

  private static void killLate(Process process) {
    try {
      if (!process.waitFor(SECONDS, TimeUnit.SECONDS)) {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void write(Process process, String input) {
    try (OutputStream out = process.getOutputStream()) {
      out.write(input.getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
