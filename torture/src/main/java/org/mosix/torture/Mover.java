package org.mosix.torture;

import java.io.IOException;
import java.util.Random;
import org.mosix.link.ControlChannel;
import org.mosix.link.message.Failure;
import org.mosix.link.message.ListProcesses;
import org.mosix.link.message.Message;
import org.mosix.link.message.Migrate;
import org.mosix.link.message.MoveResult;
import org.mosix.link.message.Outcome;
import org.mosix.link.message.ProcessList;

/** Moves one program again and again until it ends, through one conversation with its home daemon. */
final class Mover implements Runnable {

  private static final int TIMEOUT_MILLIS = 20_000;

  private final Cluster cluster;
  private final Program program;
  private final Mode mode;
  private final Tally tally = new Tally();
  private final Random random;
  private int present = 1;
  private IOException broken;

  Mover(Cluster cluster, Program program, Mode mode, long seed) {
    this.cluster = cluster;
    this.program = program;
    this.mode = mode;
    random = new Random(seed);
  }

  @Override
  public void run() {
    try (ControlChannel daemon = cluster.connect(1)) {
      while (program.isAlive() && !isKnown(daemon)) {
        Thread.sleep(10);
      }
      while (program.isAlive()) {
        Thread.sleep(mode.pauseMillis(random));
        move(daemon, mode.target(present, random));
      }
    } catch (IOException e) {
      broken = e;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private boolean isKnown(ControlChannel daemon) throws IOException {
    daemon.send(new ListProcesses());
    return daemon.receive() instanceof ProcessList list && list.processes().stream().anyMatch(p -> p.pid() == program.pid());
  }

  private void move(ControlChannel daemon, int target) throws IOException {
    daemon.send(new Migrate(program.pid(), target == 1 ? Migrate.HOME : target, TIMEOUT_MILLIS));
    Message answer = daemon.receive();
    if (answer instanceof Failure failure) {
      answer = MoveResult.not(0, failure.outcome(), failure.text(), present, target);
    }
    if (!(answer instanceof MoveResult result)) {
      throw new IOException("the daemon answered a request to move with " + answer);
    }
    if (result.outcome() == Outcome.DONE) {
      present = target;
    }
    // A request that met the end of the program says nothing.
    if (result.outcome() == Outcome.DONE || program.isAlive()) {
      tally.add(result);
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
