package org.mosix.torture.real;

/**
 * The test of the openMosix HOWTO (nested loops in ten processes, started together to watch them spread), in Java. Arguments: the
 * process's number (0 when absent), outer loops (10), inner loops (150,000).
 */
public final class NestedLoops {

  private NestedLoops() {}

  public static void main(String[] args) {
    int process = args.length > 0 ? Integer.parseInt(args[0]) : 0;
    int outer = args.length > 1 ? Integer.parseInt(args[1]) : 10;
    int inner = args.length > 2 ? Integer.parseInt(args[2]) : 150_000;
    long total = process;
    for (int n = 0; n < outer; n++) {
      for (int i = 0; i < inner; i++) {
        for (int j = 0; j < 2_000; j++) {
          total += i ^ j * total;
        }
      }
      System.out.println("process " + process + ", loop " + n + ": " + total);
    }
    System.out.println("ok");
  }
}
