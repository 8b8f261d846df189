package org.mosix.tools.top.model;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.mosix.daemon.ProcessRecord;

/** The processes of a snapshot as a view wants them: filtered, sorted, perhaps below their homes. */
public record Listing(List<Row> rows, List<ProcessRecord> processes) {

  public static Listing of(Snapshot snapshot, View view) {
    List<ProcessRecord> sorted = snapshot.processes().stream().filter(process -> view.filter().isEmpty() || view.filter().accepts(process))
        .sorted(view.sort().order(view.reversed())).toList();
    return view.tree() ? tree(sorted) : flat(sorted);
  }

  private static Listing flat(List<ProcessRecord> sorted) {
    List<Row> rows = new ArrayList<>();
    for (ProcessRecord process : sorted) {
      rows.add(new Row.Process(process, rows.size(), false, false));
    }
    return new Listing(List.copyOf(rows), sorted);
  }

  private static Listing tree(List<ProcessRecord> sorted) {
    Collection<List<ProcessRecord>> homes =
        sorted.stream().collect(Collectors.groupingBy(ProcessRecord::home, TreeMap::new, Collectors.toList())).values();
    List<Row> rows = new ArrayList<>();
    List<ProcessRecord> processes = new ArrayList<>();
    for (List<ProcessRecord> home : homes) {
      int away = (int) home.stream().filter(process -> process.node() != process.home()).count();
      rows.add(new Row.Home(home.get(0).home(), home.size(), away));
      for (ProcessRecord process : home) {
        rows.add(new Row.Process(process, processes.size(), true, process == home.get(home.size() - 1)));
        processes.add(process);
      }
    }
    return new Listing(List.copyOf(rows), List.copyOf(processes));
  }

  /** Where {@code id} is among the processes; -1 if it is not shown. */
  public int indexOf(ProcessId id) {
    for (int i = 0; i < processes.size(); i++) {
      if (ProcessId.of(processes.get(i)).equals(id)) {
        return i;
      }
    }
    return -1;
  }

  /** The row of the process at {@code index}; 0 if there is none. */
  public int rowOf(int index) {
    for (int i = 0; i < rows.size(); i++) {
      if (rows.get(i) instanceof Row.Process row && row.index() == index) {
        return i;
      }
    }
    return 0;
  }
}
