package org.mosix.link;

import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/** The lasting links that one server has accepted and that have not ended. */
final class Sessions {

  private final Map<UUID, Link> links = new ConcurrentHashMap<>();

  /** False if there is one of that name already. */
  boolean add(UUID id, Link link) {
    return links.putIfAbsent(id, link) == null;
  }

  /** Null if there is none, or no longer. */
  Link find(UUID id) {
    return links.get(id);
  }

  void remove(UUID id) {
    links.remove(id);
  }
}
