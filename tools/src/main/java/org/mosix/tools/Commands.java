package org.mosix.tools;

import java.lang.reflect.Constructor;
import java.util.LinkedHashMap;
import java.util.Map;
import org.mosix.daemon.Mosixd;
import org.mosix.sim.SimTool;

/** All commands of this distribution by name, for what is made from their descriptions. */
final class Commands {

  static final Map<String, Class<?>> ALL = all();

  private Commands() {}

  private static Map<String, Class<?>> all() {
    Map<String, Class<?>> all = new LinkedHashMap<>();
    all.put("migrate", MigrateTool.class);
    all.put("mosctl", ControlTool.class);
    all.put("mosixd", Mosixd.class);
    all.put("mosrun", RunTool.class);
    all.put("mps", ProcessesTool.class);
    all.put("mtop", TopTool.class);
    all.put("setpe", SetTool.class);
    all.put("showmap", MapTool.class);
    all.put("sim", SimTool.class);
    all.put("tune", TuneTool.class);
    return all;
  }

  /** A new one of {@code type}, with all its subcommands. */
  static Object make(Class<?> type) {
    if (type == ControlTool.class) {
      return ControlTool.command();
    }
    try {
      Constructor<?> constructor = type.getDeclaredConstructor();
      constructor.setAccessible(true);
      return constructor.newInstance();
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(type.getName() + " cannot be made without arguments", e);
    }
  }
}
