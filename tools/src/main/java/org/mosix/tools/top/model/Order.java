package org.mosix.tools.top.model;

import org.mosix.daemon.ProcessRecord;

/** Something to be done to a process, which takes its time and may be refused. */
public sealed interface Order {

  ProcessRecord process();

  /** What is being done, for people, without the process. */
  String text();

  /** Move it to {@code target}: a node's number, {@code home} or {@code balance}. */
  record Migrate(ProcessRecord process, String target) implements Order {
    @Override
    public String text() {
      return target.matches("\\d+") ? "move to node " + target : target.equals("home") ? "move home" : target;
    }
  }

  /** Keep it from being moved automatically, or no longer. */
  record Lock(ProcessRecord process, boolean on) implements Order {
    @Override
    public String text() {
      return on ? "lock" : "unlock";
    }
  }

  /** End it by a signal: {@code KILL} if {@code hard}, else {@code TERM}. */
  record Kill(ProcessRecord process, boolean hard) implements Order {
    @Override
    public String text() {
      return "signal " + (hard ? "KILL" : "TERM");
    }
  }
}
