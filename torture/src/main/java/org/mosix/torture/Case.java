package org.mosix.torture;

import java.util.List;

/**
 * A program to run, what it is given, and what of it must equal an unmigrated run.
 *
 * @param main its class
 * @param jvmOptions besides the class path and the agent
 * @param input lines fed slowly to its standard input, half of them when it was moved often enough
 * @param inputStaysOpen its standard input ends only when told, not after the last line
 * @param interrupted it gets an interrupt signal a while after it has printed {@code ready}
 * @param comparesErrors its standard error is compared too
 * @param since feature version of the first Java that has what it needs
 */
record Case(String name, String main, List<String> jvmOptions, List<String> input, boolean inputStaysOpen, boolean interrupted,
    boolean comparesErrors, int since) {

  Case(String main) {
    this(main.substring(main.lastIndexOf('.') + 1), main, List.of(), List.of(), false, false, false, 17);
  }

  Case withOptions(String... options) {
    return new Case(name, main, List.of(options), input, inputStaysOpen, interrupted, comparesErrors, since);
  }

  Case withInput(List<String> lines) {
    return new Case(name, main, jvmOptions, lines, inputStaysOpen, interrupted, comparesErrors, since);
  }

  Case withOpenInput() {
    return new Case(name, main, jvmOptions, input, true, interrupted, comparesErrors, since);
  }

  Case withInterrupt() {
    return new Case(name, main, jvmOptions, input, inputStaysOpen, true, comparesErrors, since);
  }

  Case withErrors() {
    return new Case(name, main, jvmOptions, input, inputStaysOpen, interrupted, true, since);
  }

  Case withJava(int version) {
    return new Case(name, main, jvmOptions, input, inputStaysOpen, interrupted, comparesErrors, version);
  }
}
