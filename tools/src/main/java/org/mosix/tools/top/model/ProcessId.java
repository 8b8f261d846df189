package org.mosix.tools.top.model;

import org.mosix.daemon.ProcessRecord;

/** A process of the cluster; pids alone are unique on their home node only. */
public record ProcessId(int home, long pid) {

  public static ProcessId of(ProcessRecord process) {
    return new ProcessId(process.home(), process.pid());
  }
}
