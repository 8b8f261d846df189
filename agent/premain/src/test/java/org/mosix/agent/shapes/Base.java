package org.mosix.agent.shapes;

/** In another package than who uses its protected methods. */
public class Base {

  protected String guarded(String text) {
    return "guarded " + text;
  }

  protected static String guardedStatic(String text) {
    return "static " + text;
  }
}
