package org.mosix.sim;

/** Where jobs start, and which move. */
interface Strategy {

  /** The machine a job starts on. */
  int place(Job job, ClusterRun run);

  /** Called every second: may move jobs. */
  default void everySecond(ClusterRun run) {}
}
