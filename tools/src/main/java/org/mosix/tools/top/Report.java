package org.mosix.tools.top;

import com.google.gson.Gson;
import com.google.gson.JsonObject;
import org.mosix.tools.top.model.Snapshot;

/** A snapshot for programs. */
public final class Report {

  private Report() {}

  /** One object: {@code at} (ISO 8601, UTC), {@code nodes} as {@link org.mosix.daemon.NodeRecord}, {@code processes} as {@link org.mosix.daemon.ProcessRecord}. */
  public static String json(Snapshot snapshot) {
    Gson gson = new Gson();
    JsonObject json = new JsonObject();
    json.addProperty("at", snapshot.at().toString());
    json.add("nodes", gson.toJsonTree(snapshot.nodes()));
    json.add("processes", gson.toJsonTree(snapshot.processes()));
    return gson.toJson(json);
  }
}
