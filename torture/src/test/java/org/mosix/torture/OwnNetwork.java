package org.mosix.torture;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * A network namespace with nothing but a loopback device, which the test takes down and up: to those inside, a network that is cut. The
 * processes in it are started with {@link #within} before their command lines. Needs Linux with user namespaces for everybody.
 */
final class OwnNetwork implements AutoCloseable {

  private static final List<String> HOLDER = List.of("unshare", "--user", "--map-root-user", "--net", "sh", "-c",
      "ip link set lo up && echo up && read end");

  private final Process holder;

  private OwnNetwork(Process holder) {
    this.holder = holder;
  }

  /** Makes one; null if this machine does not let us. */
  static OwnNetwork make() throws IOException {
    Process holder = new ProcessBuilder(HOLDER).redirectErrorStream(true).start();
    String first = new BufferedReader(new InputStreamReader(holder.getInputStream(), StandardCharsets.UTF_8)).readLine();
    if (!"up".equals(first)) {
      holder.destroyForcibly();
      return null;
    }
    return new OwnNetwork(holder);
  }

  List<String> within() {
    return List.of("nsenter", "--preserve-credentials", "--user", "--net", "--target", String.valueOf(holder.pid()), "--");
  }

  void cut() throws IOException, InterruptedException {
    loopback("down");
  }

  void mend() throws IOException, InterruptedException {
    loopback("up");
  }

  private void loopback(String state) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(within());
    command.addAll(List.of("ip", "link", "set", "lo", state));
    int code = new ProcessBuilder(command).inheritIO().start().waitFor();
    if (code != 0) {
      throw new IOException(command + " ended with " + code);
    }
  }

  @Override
  public void close() {
    holder.destroyForcibly();
  }
}
