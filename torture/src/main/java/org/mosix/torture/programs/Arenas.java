package org.mosix.torture.programs;

/** Arenas of all kinds, their segments, slices, views and mapped files; pointers in native memory, and segments as keys. */
public final class Arenas {

  private Arenas() {}

  public static void main(String[] args) throws Exception {
    Rounds.equal(args, "segments", Newer.rounds("ArenaRounds")::get);
  }
}
