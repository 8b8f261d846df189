package org.mosix.runtime.process;

import com.esotericsoftware.kryo.KryoException;
import com.esotericsoftware.kryo.io.Input;
import com.esotericsoftware.kryo.io.Output;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.mosix.runtime.move.MoveFailure;

/** Bodies of the calls between home, guests and sources. */
final class Messages {

  private static final int MAX = 1 << 20;

  private Messages() {}

  /**
   * {@code token} of the guest; address of home's link server; {@code secret} of the process there; the URLs of its class path; how long home may
   * be out of reach.
   */
  record Attach(String token, long pid, String host, int port, String secret, List<String> classPath, long patienceMillis) {

    byte[] bytes() {
      Output out = new Output(256, MAX);
      out.writeString(token);
      out.writeLong(pid);
      out.writeString(host);
      out.writeInt(port);
      out.writeString(secret);
      out.writeInt(classPath.size());
      classPath.forEach(out::writeString);
      out.writeLong(patienceMillis);
      return out.toBytes();
    }

    static Attach read(byte[] bytes) throws MoveFailure {
      try (Input in = new Input(bytes)) {
        return new Attach(in.readString(), in.readLong(), in.readString(), in.readInt(), in.readString(), texts(in), in.readLong());
      } catch (KryoException e) {
        throw damaged("ATTACH", e);
      }
    }
  }

  /** Where a guest shall send its process, with what to attach there; no host means home. {@code sparing} as of a {@code MoveRequest}. */
  record Move(String host, int port, byte[] attach, long timeoutMillis, boolean sparing) {

    byte[] bytes() {
      Output out = new Output(256, MAX);
      out.writeString(host);
      out.writeInt(port);
      out.writeInt(attach.length);
      out.writeBytes(attach);
      out.writeLong(timeoutMillis);
      out.writeBoolean(sparing);
      return out.toBytes();
    }

    static Move read(byte[] bytes) throws MoveFailure {
      try (Input in = new Input(bytes)) {
        return new Move(in.readString(), in.readInt(), in.readBytes(in.readInt()), in.readLong(), in.readBoolean());
      } catch (KryoException | NegativeArraySizeException e) {
        throw damaged("MOVE", e);
      }
    }
  }

  /**
   * What the source's half of a move took, from arming to the target's answer; descriptors that home is to close, as nobody uses
   * them; what {@code LocalCounters} counted.
   */
  record Departed(long bytes, long frozenNanos, int[] leftOpen, byte[] counts) {

    byte[] bytesOf() {
      Output out = new Output(64, MAX);
      out.writeLong(bytes);
      out.writeLong(frozenNanos);
      out.writeInt(leftOpen.length);
      out.writeInts(leftOpen, 0, leftOpen.length);
      out.writeInt(counts.length);
      out.writeBytes(counts);
      return out.toBytes();
    }

    static Departed read(byte[] bytes) throws MoveFailure {
      try (Input in = new Input(bytes)) {
        return new Departed(in.readLong(), in.readLong(), in.readInts(Math.min(in.readInt(), bytes.length)),
            in.readBytes(Math.min(in.readInt(), bytes.length)));
      } catch (KryoException | NegativeArraySizeException e) {
        throw damaged("the answer to MOVE", e);
      }
    }
  }

  private static List<String> texts(Input in) {
    List<String> texts = new ArrayList<>();
    for (int left = in.readInt(); left > 0; left--) {
      texts.add(in.readString());
    }
    return texts;
  }

  static byte[] of(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static MoveFailure damaged(String what, Exception cause) {
    return MoveFailure.failed(what + " is damaged: " + cause.getMessage(), cause);
  }
}
