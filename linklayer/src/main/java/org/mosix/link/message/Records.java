package org.mosix.link.message;

import com.esotericsoftware.kryo.io.Input;
import com.esotericsoftware.kryo.io.Output;

/**
 * The answer to {@link Administer}.
 *
 * @param json one JSON document, whose fields are those of the record that belongs to the verb
 */
public record Records(String json) implements Message {

  @Override
  public void write(Output out) {
    Fields.writeText(out, json);
  }

  static Records read(Input in) throws BadMessageException {
    return new Records(Fields.readText(in));
  }
}
