package org.mosix.tools.top.model;

import java.util.Optional;
import org.mosix.daemon.ProcessRecord;

/**
 * How someone looks at the cluster just now. Never changes; each key makes a new one.
 *
 * @param sort and {@code reversed}: the order of processes
 * @param tree processes stand below their home nodes
 * @param following the selection stays with its process and not with its line
 * @param index of the selected process in the listing
 * @param selected that process; null if there is none
 * @param firstRow the row of the listing at the top of the screen
 * @param firstNodes the line of nodes at the top of theirs
 * @param dialog what lies over the screen
 * @param message the last thing that happened; empty if that is long ago
 * @param readOnly nothing can be changed in the cluster
 */
public record View(SortKey sort, boolean reversed, Filter filter, boolean tree, boolean following, int index, ProcessId selected,
    int firstRow, int firstNodes, Dialog dialog, Message message, boolean readOnly) {

  /**
   * A line at the bottom of the screen.
   *
   * @param bad something was not done
   */
  public record Message(String text, boolean bad) {

    static final Message NONE = new Message("", false);

    public boolean isEmpty() {
      return text.isEmpty();
    }
  }

  public static View initial(boolean readOnly) {
    return new View(SortKey.CPU, false, Filter.NONE, false, false, 0, null, 0, 0, Dialog.NONE, Message.NONE, readOnly);
  }

  public View withSort(SortKey key) {
    return new View(key, key == sort && !reversed, filter, tree, following, index, selected, firstRow, firstNodes, dialog, message, readOnly);
  }

  public View withReversed(boolean now) {
    return new View(sort, now, filter, tree, following, index, selected, firstRow, firstNodes, dialog, message, readOnly);
  }

  public View withFilter(Filter now) {
    return new View(sort, reversed, now, tree, following, index, selected, firstRow, firstNodes, dialog, message, readOnly);
  }

  public View withTree(boolean now) {
    return new View(sort, reversed, filter, now, following, index, selected, firstRow, firstNodes, dialog, message, readOnly);
  }

  public View withFollowing(boolean now) {
    return new View(sort, reversed, filter, tree, now, index, selected, firstRow, firstNodes, dialog, message, readOnly);
  }

  /** Another line is selected; which process that is, {@link #settled} finds. */
  public View withIndex(int now) {
    return new View(sort, reversed, filter, tree, following, Math.max(0, now), null, firstRow, firstNodes, dialog, message, readOnly);
  }

  public View withFirstRow(int now) {
    return new View(sort, reversed, filter, tree, following, index, selected, now, firstNodes, dialog, message, readOnly);
  }

  public View withFirstNodes(int now) {
    return new View(sort, reversed, filter, tree, following, index, selected, firstRow, Math.max(0, now), dialog, message, readOnly);
  }

  public View withDialog(Dialog now) {
    return new View(sort, reversed, filter, tree, following, index, selected, firstRow, firstNodes, now, message, readOnly);
  }

  public View withMessage(String text, boolean bad) {
    return new View(sort, reversed, filter, tree, following, index, selected, firstRow, firstNodes, dialog, new Message(text, bad), readOnly);
  }

  /** The selection put on a process that {@code listing} shows. One that is followed takes the selection with it. */
  public View settled(Listing listing) {
    int count = listing.processes().size();
    int at = following && selected != null ? listing.indexOf(selected) : index;
    at = Math.max(0, Math.min(at < 0 ? index : at, count - 1));
    ProcessId id = count == 0 ? null : ProcessId.of(listing.processes().get(at));
    return new View(sort, reversed, filter, tree, following && id != null && (selected == null || id.equals(selected)), at, id, firstRow,
        firstNodes, dialog, message, readOnly);
  }

  public Optional<ProcessRecord> selection(Listing listing) {
    return selected == null ? Optional.empty()
        : listing.processes().stream().filter(process -> ProcessId.of(process).equals(selected)).findFirst();
  }
}
