package org.mosix.daemon;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.mosix.link.message.Message;
import org.mosix.link.message.ProcessInfo;

/** The programs whose home is this node, by pid. */
final class ProcessTable {

  /** A process that is busy moving may not answer at once; {@code mps} shows what was known before. */
  private static final long FRESH_STATUS_MILLIS = 250;

  private final TreeMap<Long, ManagedProcess> processes = new TreeMap<>();

  /**
   * Adds {@code process} and greets it: nothing is asked of it before the greeting, and after it everybody finds it. One of the same pid
   * that was there before has reconnected or is dead.
   */
  synchronized void add(ManagedProcess process, Message greeting) throws IOException {
    process.send(greeting);
    ManagedProcess before = processes.put(process.pid(), process);
    if (before != null) {
      before.lost();
    }
  }

  synchronized void remove(ManagedProcess process) {
    processes.remove(process.pid(), process);
    process.lost();
  }

  synchronized Optional<ManagedProcess> find(long pid) {
    return Optional.ofNullable(processes.get(pid));
  }

  synchronized int size() {
    return processes.size();
  }

  synchronized List<Long> pids() {
    return List.copyOf(processes.keySet());
  }

  synchronized List<ManagedProcess> all() {
    return List.copyOf(processes.values());
  }

  /** Asks every process how it is and gives what is known after a moment. */
  List<ProcessInfo> infos(int home) {
    List<CompletableFuture<?>> answers = new ArrayList<>();
    for (ManagedProcess process : all()) {
      try {
        answers.add(process.ask(0));
      } catch (IOException e) {
        remove(process);
      }
    }
    awaitBriefly(CompletableFuture.allOf(answers.toArray(new CompletableFuture<?>[0])));
    return all().stream().map(process -> process.info(home)).toList();
  }

  private static void awaitBriefly(CompletableFuture<Void> answers) {
    try {
      answers.get(FRESH_STATUS_MILLIS, TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      // some are busy: the last known state has to do
      return;
    } catch (ExecutionException e) {
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
