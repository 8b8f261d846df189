package org.mosix.link.message;

import com.esotericsoftware.kryo.KryoException;
import com.esotericsoftware.kryo.io.Input;
import com.esotericsoftware.kryo.io.KryoBufferOverflowException;
import com.esotericsoftware.kryo.io.Output;

/**
 * Messages to bytes and back: a type byte, a version byte, the fields. Fields are coded by hand with Kryo's streams; class names never
 * come from the wire.
 */
public final class Messages {

  /** What one message may take, in bytes: a listing of the largest cluster, 65,535 nodes of some 350 bytes of JSON. */
  public static final int MAX_BYTES = 32 << 20;

  static final byte VERSION = 1;

  private Messages() {}

  /** @throws IllegalArgumentException if the message takes more than {@link #MAX_BYTES} */
  public static byte[] encode(Message message) {
    try (Output out = new Output(256, MAX_BYTES)) {
      out.writeByte(MessageType.of(message).code);
      out.writeByte(VERSION);
      message.write(out);
      return out.toBytes();
    } catch (KryoBufferOverflowException e) {
      throw new IllegalArgumentException(message.getClass().getSimpleName() + " takes more than " + MAX_BYTES + " bytes", e);
    }
  }

  /** @throws BadMessageException if the bytes are not one whole message of a known type and version */
  public static Message decode(byte[] bytes) throws BadMessageException {
    if (bytes.length < 2) {
      throw new BadMessageException("message of " + bytes.length + " bytes (expected: at least 2)");
    }
    MessageType type = MessageType.of(bytes[0]);
    if (bytes[1] != VERSION) {
      throw new BadMessageException(type + " of version " + bytes[1] + " (expected: " + VERSION
          + "; are program, daemon and tools of one release?)");
    }
    try (Input in = new Input(bytes, 2, bytes.length - 2)) {
      Message message = type.reader.read(in);
      if (in.position() != bytes.length) {
        throw new BadMessageException(type + ": " + (bytes.length - in.position()) + " bytes too many");
      }
      return message;
    } catch (KryoException | IllegalArgumentException e) {
      throw new BadMessageException(type + ": damaged: " + e.getMessage(), e);
    }
  }
}
