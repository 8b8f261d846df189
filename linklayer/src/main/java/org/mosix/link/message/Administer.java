package org.mosix.link.message;

import com.esotericsoftware.kryo.io.Input;
import com.esotericsoftware.kryo.io.Output;
import java.util.List;

/**
 * A tool to a daemon, or one daemon to another: look after the node. Answered by {@link Records} or {@link Failure}.
 *
 * @param verb one of those that the daemon knows, in lower case
 * @param arguments of the verb
 */
public record Administer(String verb, List<String> arguments) implements Message {

  @Override
  public void write(Output out) {
    Fields.writeText(out, verb);
    Fields.writeTexts(out, arguments);
  }

  static Administer read(Input in) throws BadMessageException {
    return new Administer(Fields.readText(in), Fields.readTexts(in));
  }
}
