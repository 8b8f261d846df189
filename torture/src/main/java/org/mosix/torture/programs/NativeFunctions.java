package org.mosix.torture.programs;

/** Functions of the C library, linked and called: on memory of arenas and arrays, with structures, variable arguments and the error number. */
public final class NativeFunctions {

  private NativeFunctions() {}

  public static void main(String[] args) throws Exception {
    Rounds.equal(args, "functions", Newer.rounds("FunctionRounds")::get);
  }
}
