package org.mosix.torture.programs;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.util.Properties;
import java.util.TreeSet;

/** Properties: stored and loaded as text and XML, defaults, escapes, iteration while working. */
public final class PropertiesFiles {
  static String round(Properties kept) throws IOException {
    ByteArrayOutputStream xml = new ByteArrayOutputStream();
    StringWriter text = new StringWriter();
    kept.storeToXML(xml, "comment");
    kept.store(text, null);
    Properties fromXml = new Properties();
    fromXml.loadFromXML(new ByteArrayInputStream(xml.toByteArray()));
    Properties fromText = new Properties(kept);
    fromText.load(new StringReader(text.toString()));
    Check.equal("xml", kept, fromXml);
    Check.equal("text", kept, fromText);
    StringBuilder out = new StringBuilder();
    for (String name : new TreeSet<>(fromText.stringPropertyNames())) {
      out.append(name).append(Work.spin(fromXml.getProperty(name).length()) & 1);
    }
    fromText.remove("key 1");
    return out.append(fromText.getProperty("key 1")).append(fromText.getProperty("none", "default")).append(kept.size()).toString();
  }

  public static void main(String[] args) throws Exception {
    Properties kept = new Properties();
    for (int n = 0; n < 20; n++) {
      kept.setProperty("key " + n, "value=\u20ac\t" + n + "\\ \n#!");
    }
    Rounds.equal(args, "properties", () -> round(kept));
  }
}
