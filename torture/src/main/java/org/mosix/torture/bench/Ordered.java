package org.mosix.torture.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/** A running program that takes {@link Orders}. Closing it ends it. */
final class Ordered implements AutoCloseable {

  private static final String ANSWER = "answer ";

  private final String name;
  private final Process process;
  private final BufferedReader out;

  /** @param agent its options; null to run without it */
  static Ordered start(Bed bed, String agent, Class<?> main) throws IOException {
    return new Ordered(main, bed.command(agent, List.of(), main));
  }

  static Ordered startWithLibraries(Bed bed, Class<?> main, Object... arguments) throws IOException {
    return new Ordered(main, bed.commandWithLibraries(main, Arrays.stream(arguments).map(String::valueOf).toArray(String[]::new)));
  }

  private Ordered(Class<?> main, ProcessBuilder command) throws IOException {
    name = main.getSimpleName();
    process = command.start();
    out = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    answer();
  }

  long pid() {
    return process.pid();
  }

  /** The number that it answers. */
  long ask(Object... words) throws IOException {
    StringBuilder line = new StringBuilder();
    for (Object word : words) {
      line.append(line.length() == 0 ? "" : " ").append(word);
    }
    process.getOutputStream().write((line + "\n").getBytes(StandardCharsets.UTF_8));
    process.getOutputStream().flush();
    return answer();
  }

  private long answer() throws IOException {
    StringBuilder other = new StringBuilder();
    for (String line = out.readLine(); line != null; line = out.readLine()) {
      if (line.startsWith(ANSWER)) {
        return Long.parseLong(line.substring(ANSWER.length()));
      }
      other.append(line).append('\n');
    }
    process.destroyForcibly();
    throw new IOException(name + " ended: " + other);
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
