package org.mosix.daemon;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.mosix.balance.ProcessFacts;
import org.mosix.balance.ProcessFacts.Hold;
import org.mosix.balance.Tunable;
import org.mosix.balance.Tuning;
import org.mosix.info.DataMeter;
import org.mosix.info.IoMeter;
import org.mosix.info.ProcessMeter;

/** A process that runs on this node, with what it uses here. Guarded by its {@link Residents}. */
final class Resident {

  /** @param jvm pid of the JVM that runs it here: the home JVM or a guest */
  record Key(int home, long pid, long jvm) {}

  private final Key key;
  private final ManagedProcess processOrNull;
  private final Guest guestOrNull;
  private final ProcessMeter meter;
  private final long since = System.nanoTime();
  /** What the JVM had used before the process came; negative until it is known. */
  private double cpuBefore = -1;
  private final DataMeter data = new DataMeter();

  Resident(Key key, ManagedProcess processOrNull, Guest guestOrNull) {
    this.key = key;
    this.processOrNull = processOrNull;
    this.guestOrNull = guestOrNull;
    this.meter = new ProcessMeter(key.jvm());
  }

  Key key() {
    return key;
  }

  ProcessMeter meter() {
    return meter;
  }

  void interval() {
    meter.interval();
    HomeWord word = processOrNull == null ? guestOrNull.homeWord() : null;
    if (processOrNull != null) {
      data.intervalAtHome(meter.calls(), meter.callBytes(), processOrNull.nodeBytes(), key.home(), meter.cpuSeconds(), System.nanoTime());
    } else if (word != null) {
      data.intervalAway(word.calls(), word.callBytes(), word.nodeBytes(), meter.cpuSeconds(), System.nanoTime());
    }
    if (cpuBefore < 0) {
      boolean startedHere = processOrNull != null && processOrNull.migrations() == 0;
      cpuBefore = startedHere ? 0 : meter.cpuSeconds();
    }
  }

  double cpuSecondsHere() {
    return Math.max(0, meter.cpuSeconds() - Math.max(0, cpuBefore));
  }

  /** A guest that was promised has arrived when its home says so. */
  boolean isHere() {
    return processOrNull != null || guestOrNull.homeWord() != null;
  }

  /** Nodes that have files which it has used. */
  Set<Integer> nodesOfData() {
    HomeWord word = processOrNull == null ? guestOrNull.homeWord() : null;
    return processOrNull != null ? processOrNull.nodeBytes().keySet() : word == null ? Set.of() : word.nodeBytes().keySet();
  }

  Usage usage() {
    return new Usage(key.pid(), meter.share(), meter.demand(), meter.resident(), cpuSecondsHere());
  }

  private Terms terms() {
    if (processOrNull != null) {
      return processOrNull.terms();
    }
    HomeWord word = guestOrNull.homeWord();
    return word == null ? Terms.NONE : word.terms();
  }

  /** Used since it was started, anywhere. */
  double cpuSeconds() {
    return cpuSecondsBefore() + cpuSecondsHere();
  }

  private double cpuSecondsBefore() {
    if (processOrNull != null) {
      return processOrNull.cpuSecondsElsewhere() + Math.max(0, cpuBefore);
    }
    HomeWord word = guestOrNull.homeWord();
    return word == null ? 0 : word.cpuSeconds();
  }

  /** @param failed why the last attempt to move it came to nothing, while it is too early for another */
  ProcessFacts facts(Optional<String> failed, Tuning tuning) {
    Terms terms = terms();
    double here = cpuSecondsHere();
    double callTime = tuning.get(Tunable.CALL_TIME);
    double callRate = tuning.get(Tunable.CALL_RATE) * 1e6;
    double measured = data.ofHome(callTime, callRate);
    HomeWord word = processOrNull == null ? guestOrNull.homeWord() : null;
    if (processOrNull != null) {
      processOrNull.setIoAtHome(measured);
    }
    double waits = word == null ? measured : IoMeter.away(measured, word.ioAtHome(), here);
    Map<Integer, Double> waitsFor = data.ofNodes(callTime, callRate);
    waitsFor.merge(key.home(), waits, Double::sum);
    int threads = (int) Math.max(meter.demand() > 0.5 ? 1 : 0, Math.round(meter.demand()));
    return new ProcessFacts(key.pid(), key.home(), cpuSecondsBefore() + here, here, (System.nanoTime() - since) / 1e9, meter.demand(), threads,
        meter.resident(), waitsFor, terms.priority(), terms.mask(), hold(terms, failed));
  }

  private Optional<Hold> hold(Terms terms, Optional<String> failed) {
    if (!isHere()) {
      return Optional.of(new Hold(Hold.Kind.MOVING, "it is on its way to this node"));
    }
    if (processOrNull != null && processOrNull.isMoving()) {
      return Optional.of(new Hold(Hold.Kind.MOVING, "a move is under way"));
    }
    if (failed.isPresent()) {
      return Optional.of(new Hold(Hold.Kind.PINNED, failed.get()));
    }
    return terms.locked() ? Optional.of(new Hold(Hold.Kind.LOCKED, "locked by its owner")) : Optional.empty();
  }
}
