package org.mosix.torture.programs;

import java.nio.file.Path;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.prefs.Preferences;

/** Preferences put, not written yet and looked up anew, nodes made and removed, and listeners told of both. */
public final class StoredPreferences {
  private static final int NODES = 5;

  public static void main(String[] args) throws Exception {
    System.setProperty("java.util.prefs.userRoot", Path.of("preferences").toAbsolutePath().toString());
    Rounds rounds = Rounds.of(args);
    BlockingQueue<String> told = new LinkedBlockingQueue<>();
    Preferences.userRoot().node("kept").addPreferenceChangeListener(change -> told.add(change.getKey() + "=" + change.getNewValue()));
    int round = 0;
    do {
      round++;
      Preferences.userRoot().node("kept").putInt("round", round);
      Check.equal("told", "round=" + round, told.take());
      for (int i = 0; i < NODES; i++) {
        Preferences.userRoot().node("made/" + i).putInt("value", round + i);
      }
      for (int i = 0; i < NODES; i++) {
        Check.equal("found again", round + i, Preferences.userRoot().node("made").node(String.valueOf(i)).getInt("value", -1));
      }
      if (round % 50 == 0) {
        Preferences.userRoot().flush();
      }
      if (round % 20 == 0) {
        Preferences.userRoot().node("made").removeNode();
        Check.holds("removed", !Preferences.userRoot().nodeExists("made"));
      }
      Check.equal("kept", round, Preferences.userRoot().node("kept").getInt("round", -1));
    } while (rounds.more());
    Preferences.userRoot().flush();
    Preferences.userRoot().node("kept").removeNode();
    Check.ok();
  }
}
