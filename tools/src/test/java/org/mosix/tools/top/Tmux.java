package org.mosix.tools.top;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/** A real terminal that nobody sees: a tmux server of its own with one window. */
final class Tmux implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final Path socket;

  /** @param environment of the shell in the window */
  Tmux(Path directory, int width, int height, Map<String, String> environment) throws IOException, InterruptedException {
    socket = directory.resolve("tmux");
    List<String> command = new ArrayList<>(List.of("-f", "/dev/null", "new-session", "-d", "-x", "" + width, "-y", "" + height));
    command.add("env");
    environment.forEach((name, value) -> command.add(name + "=" + value));
    command.addAll(List.of("PS1=$ ", "sh"));
    run(command.toArray(new String[0]));
  }

  /** Whether it is installed. */
  static boolean isThere() {
    return Arrays.stream(System.getenv().getOrDefault("PATH", "").split(":")).anyMatch(folder -> Path.of(folder, "tmux").toFile().canExecute());
  }

  private String run(String... arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of("tmux", "-u", "-S", socket.toString()));
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().remove("TMUX");
    builder.environment().put("LC_ALL", "C.UTF-8");
    Process process = builder.start();
    process.getOutputStream().close();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS) || process.exitValue() != 0) {
      process.destroyForcibly();
      throw new IOException(String.join(" ", command) + ": " + said);
    }
    return said;
  }

  /** Presses keys, by tmux's names for them. */
  void press(String... keys) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of("send-keys"));
    command.addAll(List.of(keys));
    run(command.toArray(new String[0]));
  }

  /** Types a line for the shell. */
  void line(String text) throws IOException, InterruptedException {
    run("send-keys", "-l", text);
    press("Enter");
  }

  void resize(int width, int height) throws IOException, InterruptedException {
    run("resize-window", "-x", "" + width, "-y", "" + height);
  }

  /** What is on the screen. */
  String screen() throws IOException, InterruptedException {
    return run("capture-pane", "-p");
  }

  /** With its escape sequences for colours. */
  String styledScreen() throws IOException, InterruptedException {
    return run("capture-pane", "-p", "-e");
  }

  /** 1 while a program has the alternate screen. */
  String format(String variable) throws IOException, InterruptedException {
    return run("display-message", "-p", "#{" + variable + "}").strip();
  }

  /** Waits until the screen meets {@code condition} and gives it. */
  String await(String what, Predicate<String> condition) throws IOException, InterruptedException {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    String screen = screen();
    while (!condition.test(screen)) {
      if (System.nanoTime() > deadline) {
        throw new AssertionError("not on the screen within " + PATIENCE.toSeconds() + " s: " + what + "\n" + screen);
      }
      Thread.sleep(30);
      screen = screen();
    }
    return screen;
  }

  String await(String text) throws IOException, InterruptedException {
    return await(text, screen -> screen.contains(text));
  }

  @Override
  public void close() throws IOException, InterruptedException {
    run("kill-server");
  }
}
