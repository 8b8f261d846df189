package org.mosix.daemon;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What was in the way of a process when it was last asked to move, and since when. Any thread may use it. */
final class Obstacles {

  /** Times in milliseconds since 1970, by the sentence that says it. */
  private Map<String, Long> since = Map.of();

  /** These are in the way now: those that were before keep their time, all others are over. */
  synchronized void are(List<String> sentences, long millis) {
    Map<String, Long> now = new LinkedHashMap<>();
    for (String sentence : sentences) {
      now.put(sentence, since.getOrDefault(sentence, millis));
    }
    since = now;
  }

  synchronized List<ObstacleRecord> records() {
    List<ObstacleRecord> records = new ArrayList<>();
    since.forEach((sentence, millis) -> records.add(ObstacleRecord.of(sentence, millis)));
    return records;
  }
}
