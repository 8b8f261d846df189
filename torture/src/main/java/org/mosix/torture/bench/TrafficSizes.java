package org.mosix.torture.bench;

import picocli.CommandLine.Option;

/** How much work the measurements of system calls are. */
public final class TrafficSizes {

  @Option(names = "--calls", paramLabel = "N", defaultValue = "20000", description = "calls: calls of one byte (default: ${DEFAULT-VALUE}).")
  int calls;

  @Option(names = "--megabytes", paramLabel = "MB", defaultValue = "1024", description = "calls: length of the file that is written and read (default: ${DEFAULT-VALUE}).")
  int megabytes;

  @Option(names = "--connections", paramLabel = "N", defaultValue = "1000", description = "calls: connections to the echo server (default: ${DEFAULT-VALUE}).")
  int connections;

  @Option(names = "--requests", paramLabel = "N", defaultValue = "100000", description = "calls: requests over all of them (default: ${DEFAULT-VALUE}).")
  int requests;

  @Option(names = "--files", paramLabel = "N", defaultValue = "10000", description = "calls: small files (default: ${DEFAULT-VALUE}).")
  int files;
}
