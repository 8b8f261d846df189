package org.mosix.torture;

import java.util.List;

/**
 * A program to run, what it is given, and what of it must equal an unmigrated run.
 *
 * @param main its class
 * @param jvmOptions besides the class path and the agent
 * @param input lines fed slowly to its standard input
 * @param inputStaysOpen its standard input ends only when told, not after the last line
 * @param interrupted it gets an interrupt signal a while after it has printed {@code ready}
 * @param comparesErrors its standard error is compared too
 */
record Case(String name, String main, List<String> jvmOptions, List<String> input, boolean inputStaysOpen, boolean interrupted,
    boolean comparesErrors) {

  Case(String main) {
    this(main.substring(main.lastIndexOf('.') + 1), main, List.of(), List.of(), false, false, false);
  }

  Case withOptions(String... options) {
    return new Case(name, main, List.of(options), input, inputStaysOpen, interrupted, comparesErrors);
  }

  Case withInput(List<String> lines) {
    return new Case(name, main, jvmOptions, lines, inputStaysOpen, interrupted, comparesErrors);
  }

  Case withOpenInput() {
    return new Case(name, main, jvmOptions, input, true, interrupted, comparesErrors);
  }

  Case withInterrupt() {
    return new Case(name, main, jvmOptions, input, inputStaysOpen, true, comparesErrors);
  }

  Case withErrors() {
    return new Case(name, main, jvmOptions, input, inputStaysOpen, interrupted, true);
  }
}
