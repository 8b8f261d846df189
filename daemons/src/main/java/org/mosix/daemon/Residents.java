package org.mosix.daemon;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.mosix.link.message.Reserve;

/** The processes that run on this node: those at home here that are not away, and guests. */
final class Residents {

  private final int self;
  private final ProcessTable processes;
  private final GuestPool guests;
  private final Map<Resident.Key, Resident> residents = new LinkedHashMap<>();

  Residents(int self, ProcessTable processes, GuestPool guests) {
    this.self = self;
    this.processes = processes;
    this.guests = guests;
  }

  /** Threads of all of them that want a processor now. */
  synchronized int sample() {
    refresh();
    return residents.values().stream().mapToInt(resident -> resident.meter().sample()).sum();
  }

  /** Closes the interval of each. */
  synchronized void interval() {
    refresh();
    residents.values().forEach(Resident::interval);
  }

  private void refresh() {
    Set<Resident.Key> present = new HashSet<>();
    for (ManagedProcess process : processes.all()) {
      if (process.node() == 0) {
        Resident.Key key = new Resident.Key(self, process.pid(), process.pid());
        present.add(key);
        residents.computeIfAbsent(key, absent -> new Resident(key, process, null));
      }
    }
    for (Guest guest : guests.taken()) {
      Reserve hosted = guest.hosted();
      if (hosted != null) {
        Resident.Key key = new Resident.Key(hosted.homeNode(), hosted.pid(), guest.pid());
        present.add(key);
        residents.computeIfAbsent(key, absent -> new Resident(key, null, guest));
      }
    }
    residents.keySet().retainAll(present);
  }

  synchronized List<Resident> all() {
    return new ArrayList<>(residents.values());
  }

  synchronized Optional<Resident> find(int home, long pid) {
    return residents.values().stream().filter(resident -> resident.key().home() == home && resident.key().pid() == pid).findFirst();
  }

  /** Bytes that the programs and guests of this node have in memory, deputies and warm guests left out. */
  synchronized long memory() {
    return residents.values().stream().mapToLong(resident -> resident.meter().resident()).sum();
  }
}
