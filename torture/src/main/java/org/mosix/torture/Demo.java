package org.mosix.torture;

import java.io.IOException;
import java.util.concurrent.Callable;
import org.mosix.torture.demo.Tour;
import picocli.CommandLine.Command;

/** The command {@code demo}: three nodes on this machine, and a program that visits them all while it runs. */
@Command(name = "demo", mixinStandardHelpOptions = true,
    description = "Starts three nodes on 127.0.0.1 to 127.0.0.3 and a program, moves it from 1 to 2 to 3 and home while it prints, and "
        + "compares its output and the file it wrote with an undisturbed run. Removes everything again. Takes less than a minute.",
    exitCodeListHeading = "%nExit codes:%n", exitCodeList = {"0:all as it should be", "1:not; the reason is printed", "2:usage"})
public final class Demo implements Callable<Integer> {

  public static void main(String[] args) {
    System.exit(Commands.execute(new Demo(), args));
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    try (Scratch scratch = new Scratch("mosix")) {
      return new Tour(scratch.path()).run() ? 0 : 1;
    }
  }
}
