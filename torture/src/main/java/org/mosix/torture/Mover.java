package org.mosix.torture;

import java.io.IOException;
import java.util.Random;
import org.mosix.link.message.MoveResult;
import org.mosix.link.message.Outcome;

/** Moves one program again and again until it ends, through one conversation with its home daemon. */
final class Mover implements Runnable {

  private static final int HOME = 1;
  private static final int TIMEOUT_MILLIS = 20_000;
  private static final int MILLIS_TO_END = 300;
  private static final long PATIENCE_NANOS = 60_000_000_000L;

  private final Cluster cluster;
  private final Program program;
  private final Mode mode;
  private final Tally tally = new Tally();
  private final Random random;
  private final int enough;
  /** Tells the program to end, and moves it until it has; null to leave a program alone that ends by itself. */
  private final Runnable whenEnough;
  private int present = HOME;
  private IOException broken;

  /**
   * A mover.
   *
   * @param enough after so many moves the program is told to end, or left alone
   * @param whenEnough tells it, and the moves go on; null to leave it alone then
   */
  Mover(Cluster cluster, Program program, Mode mode, long seed, int enough, Runnable whenEnough) {
    this.cluster = cluster;
    this.program = program;
    this.mode = mode;
    this.enough = enough;
    this.whenEnough = whenEnough;
    random = new Random(seed);
  }

  @Override
  public void run() {
    try (Conversation daemon = new Conversation(cluster, HOME)) {
      while (program.isAlive() && !daemon.knows(program.pid())) {
        Thread.sleep(10);
      }
      long end = System.nanoTime() + PATIENCE_NANOS;
      boolean told = false;
      while (program.isAlive() && (!told || whenEnough != null)) {
        Thread.sleep(mode.pauseMillis(random));
        move(daemon, mode.target(present, random));
        if (!told && (tally.moves() >= enough || whenEnough != null && System.nanoTime() - end > 0)) {
          told = true;
          if (whenEnough != null) {
            whenEnough.run();
          }
        }
      }
    } catch (IOException e) {
      broken = e;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void move(Conversation daemon, int target) throws IOException, InterruptedException {
    long asked = System.nanoTime();
    MoveResult result = daemon.move(program.pid(), target, TIMEOUT_MILLIS);
    long took = System.nanoTime() - asked;
    if (result.outcome() == Outcome.DONE) {
      present = target;
    } else {
      // One that was not done in time may be done later.
      present = daemon.nodeOf(program.pid(), present);
    }
    // A request that met the end of the program says nothing.
    if (result.outcome() == Outcome.DONE || !program.endsWithin(MILLIS_TO_END)) {
      tally.add(result, took);
    }
  }

  /** What became of the requests, once the thread has ended. */
  Tally tally() throws IOException {
    if (broken != null) {
      throw new IOException("the conversation with node 1 broke: " + broken.getMessage(), broken);
    }
    return tally;
  }
}
