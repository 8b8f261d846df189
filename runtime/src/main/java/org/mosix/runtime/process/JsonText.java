package org.mosix.runtime.process;

/** A JSON document that is one string. */
final class JsonText {

  private JsonText() {}

  /** @throws IllegalArgumentException if it is something else */
  static String decode(String json) {
    int end = json.length() - 1;
    if (end < 1 || json.charAt(0) != '"' || json.charAt(end) != '"') {
      throw new IllegalArgumentException(json + " (expected: a string)");
    }
    StringBuilder text = new StringBuilder();
    for (int i = 1; i < end; i++) {
      char c = json.charAt(i);
      if (c != '\\') {
        text.append(c);
        continue;
      }
      char escaped = json.charAt(++i);
      if (escaped == 'u') {
        text.append((char) Integer.parseInt(json, i + 1, i + 5, 16));
        i += 4;
      } else {
        text.append(escaped == 'n' ? '\n' : escaped == 't' ? '\t' : escaped);
      }
    }
    return text.toString();
  }
}
