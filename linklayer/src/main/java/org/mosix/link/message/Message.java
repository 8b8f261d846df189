package org.mosix.link.message;

import com.esotericsoftware.kryo.io.Output;

/** What is said over a {@link org.mosix.link.ControlChannel} and between node daemons. The codec is {@link Messages}. */
public interface Message {

  /** Writes the fields in the order of the record; {@link MessageType} names the reader. */
  void write(Output out);
}
