package org.mosix.daemon;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.mosix.link.RunDirectory;

/** Starts guest JVMs. */
interface GuestLauncher {

  ProcessHandle launch(Path java, List<String> jvmArguments) throws IOException;

  /** Guests with the agent of {@code mosixJar} that listen at {@code host} and register at the daemon of {@code runDirectory}. */
  static GuestLauncher ofJar(Path mosixJar, RunDirectory runDirectory, String host, Path keyDirectory) {
    return (java, jvmArguments) -> {
      List<String> command = new ArrayList<>();
      command.add(java.toString());
      command.addAll(jvmArguments);
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
