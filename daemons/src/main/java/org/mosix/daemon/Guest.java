package org.mosix.daemon;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.mosix.link.ControlChannel;
import org.mosix.link.message.Message;
import org.mosix.link.message.Register;
import org.mosix.link.message.Reserve;
import org.mosix.link.message.Status;
import org.mosix.link.message.StatusRequest;

/** One guest JVM of this node. Guarded by the {@link GuestPool} that owns it, but for sending. */
final class Guest {

  /** What a guest was started with, and so which processes it can take. */
  record Kind(String javaBuild, List<String> jvmArguments) {}

  private final ProcessHandle process;
  private final Kind kind;
  private final CompletableFuture<Guest> registered = new CompletableFuture<>();
  private GuestState state = GuestState.STARTING;
  private Register registration;
  private volatile ControlChannel channel;
  private volatile Reserve host;
  private volatile Status status;
  private final Object answers = new Object();
  /** What it said since it was last asked; null before. */
  private Status answer;
  private volatile long takenAt = System.nanoTime();
  private volatile HomeWord homeWord;
  private int homeMissing;
  private int homeElsewhere;

  Guest(ProcessHandle process, Kind kind) {
    this.process = process;
    this.kind = kind;
  }

  long pid() {
    return process.pid();
  }

  Kind kind() {
    return kind;
  }

  GuestState state() {
    return state;
  }

  Register registration() {
    return registration;
  }

  /** Completes when the guest has registered, fails when it ended before. */
  CompletableFuture<Guest> whenRegistered() {
    return registered;
  }

  /** Whose process it runs, is promised to or kept for; null while warm, or for a guest that outlived the daemon that started it. */
  Reserve hosted() {
    return host;
  }

  /** Whether it runs, is promised to, or is kept for this process. */
  boolean runs(int home, long pid) {
    Reserve by = host;
    return by != null && by.homeNode() == home && by.pid() == pid;
  }

  /** What the home last said of the process; null until it has said that it is here. */
  HomeWord homeWord() {
    return homeWord;
  }

  void setHomeWord(HomeWord word) {
    homeWord = word;
  }

  Status status() {
    return status;
  }

  void become(GuestState next) {
    if (!state.allows(next)) {
      throw new IllegalStateException("guest " + pid() + ": " + state + " -> " + next);
    }
    state = next;
  }

  void connected(Register says, ControlChannel over) {
    registration = says;
    channel = over;
  }

  void take(Reserve by) {
    become(GuestState.TAKEN);
    takenAt = System.nanoTime();
    host = by;
    homeWord = null;
    homeElsewhere = 0;
  }

  /** Its process has moved on. */
  void keep() {
    become(GuestState.KEPT);
    takenAt = System.nanoTime();
  }

  void reported(Status now) {
    status = now;
    synchronized (answers) {
      answer = now;
      answers.notifyAll();
    }
  }

  /** How long ago it was taken, or its process moved on. */
  long takenNanos() {
    return System.nanoTime() - takenAt;
  }

  /** Asks it: true if it answers in time that no process has come, nor is about to. */
  boolean saysItWaits(Duration patience) {
    long end = System.nanoTime() + patience.toNanos();
    synchronized (answers) {
      answer = null;
      tell(new StatusRequest(0));
      for (long left = patience.toMillis(); answer == null && left > 0; left = (end - System.nanoTime()) / 1_000_000) {
        try {
          answers.wait(left);
        } catch (InterruptedException e) {
          Thread.currentThread().interrupt();
          return false;
        }
      }
      return answer != null && answer.state().equals(Status.WAITING);
    }
  }

  /** Counts how often in a row the home said that the process is gone. */
  int homeMissing(boolean missing) {
    homeMissing = missing ? homeMissing + 1 : 0;
    return homeMissing;
  }

  /** Counts how often in a row the home said that the process is in another place, and is not moving. */
  int homeElsewhere(boolean elsewhere) {
    homeElsewhere = elsewhere ? homeElsewhere + 1 : 0;
    return homeElsewhere;
  }

  boolean isOver(ControlChannel candidate) {
    return channel == candidate;
  }

  /** Best effort: a guest that cannot be told is killed after a while. */
  void tell(Message message) {
    ControlChannel to = channel;
    if (to == null) {
      return;
    }
    try {
      to.send(message);
    } catch (IOException e) {
      to.close();
    }
  }

  /** Kills the JVM unless it ends by itself within {@code graceMillis}. */
  void killAfter(long graceMillis) {
    process.onExit().completeOnTimeout(process, graceMillis, TimeUnit.MILLISECONDS).thenAccept(ProcessHandle::destroyForcibly);
  }

  void kill() {
    process.destroyForcibly();
  }

  CompletableFuture<ProcessHandle> onExit() {
    return process.onExit();
  }
}
