package org.mosix.daemon;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.mosix.link.RunDirectory;

/** Starts guest JVMs. */
interface GuestLauncher {

  /**
   * For processes that ask for nothing else: a young generation with room for an image. All that a guest builds survives, and to copy it
   * at every collection takes longer than to build it.
   */
  List<String> ROOMY = List.of("-Xms512m", "-XX:+UnlockExperimentalVMOptions", "-XX:G1NewSizePercent=50");

  ProcessHandle launch(Path java, List<String> jvmArguments) throws IOException;

  /** Guests with the agent of {@code mosixJar} that listen at {@code host} and register at the daemon of {@code runDirectory}. */
  static GuestLauncher ofJar(Path mosixJar, RunDirectory runDirectory, String host, Path keyDirectory) {
    return (java, jvmArguments) -> {
      List<String> command = new ArrayList<>();
      command.add(java.toString());
      command.addAll(jvmArguments.isEmpty() ? ROOMY : jvmArguments);
      command.add("-javaagent:" + mosixJar + "=role=guest,run-dir=" + runDirectory.path() + ",host=" + host
          + ",key=" + keyDirectory);
      command.add("-cp");
      command.add(mosixJar.toString());
      command.add("org.mosix.agent.Guest");
      Redirect log = Redirect.appendTo(runDirectory.guestLog().toFile());
      Process process = new ProcessBuilder(command).redirectInput(Redirect.from(Path.of("/dev/null").toFile())).redirectOutput(log)
          .redirectError(log).directory(runDirectory.path().toFile()).start();
      return process.toHandle();
    };
  }
}
