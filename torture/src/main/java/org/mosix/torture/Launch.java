package org.mosix.torture;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The command lines of programs, with and without the agent.
 *
 * @param java the home of the Java to use
 * @param dist the distribution
 * @param classPath of the programs
 * @param jvmOptions for every program
 * @param managedOptions for programs with the agent, besides
 */
record Launch(Path java, Path dist, String classPath, List<String> jvmOptions, List<String> managedOptions) {

  Launch(Path java, Path dist, String classPath, List<String> jvmOptions) {
    this(java, dist, classPath, jvmOptions, List.of());
  }

  /**
   * One command line.
   *
   * @param agent options of the agent; null to run without it, "" for none
   */
  List<String> command(Case what, String agent, List<String> arguments) {
    List<String> command = new ArrayList<>();
    if (what.interrupted()) {
      // A program started in the background of a shell would inherit that it ignores interrupts.
      command.addAll(List.of("env", "--default-signal=INT"));
    }
    command.add(java.resolve("bin/java").toString());
    command.addAll(jvmOptions);
    command.addAll(what.jvmOptions());
    if (agent != null) {
      command.addAll(managedOptions);
      command.add("-javaagent:" + dist.resolve("mosix.jar") + (agent.isEmpty() ? "" : "=" + agent));
    }
    command.addAll(List.of("-cp", classPath, what.main()));
    command.addAll(arguments);
    return command;
  }
}
