package org.mosix.runtime.syscall;

import java.io.File;
import java.util.Map;
import java.util.TreeMap;
import org.mosix.boot.Sys;

/**
 * How one argument of a native method travels between guest and home. Each kind has its four steps side by side: written by the guest,
 * rebuilt at home, what the native changed written by home, and applied on the guest.
 */
enum Passing {

  /** A number, truth value, string or array that the native only reads. */
  VALUE("val") {
    @Override
    void send(Object[] arguments, int i, Wire out) {
      Values.write(arguments[i], out);
    }

    @Override
    Object rebuild(Wire.Reader in, Scratch scratch) {
      return Values.read(in);
    }
  },

  /** A {@code FileDescriptor}. */
  DESCRIPTOR("fd") {
    @Override
    void send(Object[] arguments, int i, Wire out) {
      out.putInt(Descriptors.toHome(Descriptors.number(arguments[i])));
    }

    @Override
    Object rebuild(Wire.Reader in, Scratch scratch) {
      return Descriptors.create(in.getInt());
    }
  },

  /** A {@code FileDescriptor} that the native opens or closes. */
  DESCRIPTOR_CHANGED("fd+") {
    @Override
    void send(Object[] arguments, int i, Wire out) {
      DESCRIPTOR.send(arguments, i, out);
    }

    @Override
    Object rebuild(Wire.Reader in, Scratch scratch) {
      return DESCRIPTOR.rebuild(in, scratch);
    }

    @Override
    void answer(Object argument, Object result, Wire out) {
      Descriptors.writeState(argument, out);
    }

    @Override
    void apply(Object[] arguments, int i, Wire.Reader in) {
      Descriptors.readState(arguments[i], in);
    }
  },

  /** A stream: the receiver, of which only its {@code fd} field counts. */
  STREAM("this") {
    @Override
    void send(Object[] arguments, int i, Wire out) {
      out.putByte(Streams.kind(arguments[i]));
      out.putInt(Descriptors.toHome(Descriptors.number(Streams.descriptor(arguments[i]))));
    }

    @Override
    Object rebuild(Wire.Reader in, Scratch scratch) {
      int kind = in.getByte();
      return Streams.create(kind, Descriptors.create(in.getInt()));
    }
  },

  /** A stream that the native opens. */
  STREAM_CHANGED("this+") {
    @Override
    void send(Object[] arguments, int i, Wire out) {
      STREAM.send(arguments, i, out);
    }

    @Override
    Object rebuild(Wire.Reader in, Scratch scratch) {
      return STREAM.rebuild(in, scratch);
    }

    @Override
    void answer(Object argument, Object result, Wire out) {
      Descriptors.writeState(Streams.descriptor(argument), out);
    }

    @Override
    void apply(Object[] arguments, int i, Wire.Reader in) {
      Descriptors.readState(Streams.descriptor(arguments[i]), in);
    }
  },

  /** A receiver without state: any instance of its class will do. */
  RECEIVER("self") {
    @Override
    void send(Object[] arguments, int i, Wire out) {
      out.putString(arguments[i].getClass().getName());
    }

    @Override
    Object rebuild(Wire.Reader in, Scratch scratch) {
      return Trusted.allocate(Structs.receiver(in.getString()));
    }
  },

  /** A descriptor as a number; negative ones ({@code AT_FDCWD}) have the same meaning everywhere. */
  NUMBER("no") {
    @Override
    void send(Object[] arguments, int i, Wire out) {
      out.putInt(Descriptors.toHome((Integer) arguments[i]));
    }

    @Override
    Object rebuild(Wire.Reader in, Scratch scratch) {
      return in.getInt();
    }
  },

  /** A descriptor as a bare number, which is home's everywhere: a selector, and what it looks at. */
  HOME_NUMBER("num") {
    @Override
    void send(Object[] arguments, int i, Wire out) {
      NUMBER.send(arguments, i, out);
    }

    @Override
    Object rebuild(Wire.Reader in, Scratch scratch) {
      return in.getInt();
    }
  },

  /** A native address of home: a directory stream, say. */
  HANDLE("handle") {
    @Override
    void send(Object[] arguments, int i, Wire out) {
      out.putLong((Long) arguments[i] & ~Sys.HOME_HANDLE);
    }

    @Override
    Object rebuild(Wire.Reader in, Scratch scratch) {
      return in.getLong();
    }
  },

  /** A path as a string. */
  PATH("path") {
    @Override
    void send(Object[] arguments, int i, Wire out) {
      out.putString((String) arguments[i]);
    }

    @Override
    Object rebuild(Wire.Reader in, Scratch scratch) {
      return in.getString();
    }
  },

  /** A {@code File}: its path. */
  FILE("file") {
    @Override
    void send(Object[] arguments, int i, Wire out) {
      out.putString(((File) arguments[i]).getPath());
    }

    @Override
    Object rebuild(Wire.Reader in, Scratch scratch) {
      return new File(in.getString());
    }
  },

  /** A path at a native address. */
  C_PATH("cpath") {
    @Override
    void send(Object[] arguments, int i, Wire out) {
      C_STRING.send(arguments, i, out);
    }

    @Override
    Object rebuild(Wire.Reader in, Scratch scratch) {
      return C_STRING.rebuild(in, scratch);
    }
  },

  /** Another C string at a native address: a user's name, the target of a symbolic link. */
  C_STRING("cstr") {
    @Override
    void send(Object[] arguments, int i, Wire out) {
      long address = (Long) arguments[i];
      out.putBytes(address == 0 ? null : Trusted.cString(address));
    }

    @Override
    Object rebuild(Wire.Reader in, Scratch scratch) {
      byte[] bytes = in.getBytes();
      return bytes == null ? 0L : scratch.cString(bytes);
    }
  },

  /** A byte array that the native fills, followed by an offset and a length. */
  ARRAY_OUT("out") {
    @Override
    void send(Object[] arguments, int i, Wire out) {
      out.putInt((Integer) arguments[i + 2]);
    }

    @Override
    Object rebuild(Wire.Reader in, Scratch scratch) {
      return new byte[in.getInt()];
    }

    @Override
    void answer(Object argument, Object result, Wire out) {
      out.putBytes((byte[]) argument, 0, Math.max(0, ((Number) result).intValue()));
    }

    @Override
    void apply(Object[] arguments, int i, Wire.Reader in) {
      in.getBytes((byte[]) arguments[i], (Integer) arguments[i + 1]);
    }
  },

  /** A byte array that the native reads, followed by an offset and a length. */
  ARRAY_IN("in") {
    @Override
    void send(Object[] arguments, int i, Wire out) {
      out.putBytes((byte[]) arguments[i], (Integer) arguments[i + 1], (Integer) arguments[i + 2]);
    }

    @Override
    Object rebuild(Wire.Reader in, Scratch scratch) {
      return in.getBytes();
    }
  },

  /** The offset into a byte array: only its part travels. */
  OFFSET("off") {
    @Override
    void send(Object[] arguments, int i, Wire out) {}

    @Override
    Object rebuild(Wire.Reader in, Scratch scratch) {
      return 0;
    }
  },

  /** A byte array that zlib fills, followed by an offset and a length. */
  ARRAY_OUT_ZIP("out-zip") {
    @Override
    void send(Object[] arguments, int i, Wire out) {
      ARRAY_OUT.send(arguments, i, out);
    }

    @Override
    Object rebuild(Wire.Reader in, Scratch scratch) {
      return ARRAY_OUT.rebuild(in, scratch);
    }

    @Override
    void answer(Object argument, Object result, Wire out) {
      out.putBytes((byte[]) argument, 0, Zip.written(result));
    }

    @Override
    void apply(Object[] arguments, int i, Wire.Reader in) {
      ARRAY_OUT.apply(arguments, i, in);
    }
  },

  /** Native memory that zlib fills, followed by its length. */
  MEMORY_OUT_ZIP("mem-out-zip") {
    @Override
    void send(Object[] arguments, int i, Wire out) {
      MEMORY_OUT.send(arguments, i, out);
    }

    @Override
    Object rebuild(Wire.Reader in, Scratch scratch) {
      return MEMORY_OUT.rebuild(in, scratch);
    }

    @Override
    void answer(Object argument, Object result, Wire out) {
      out.putMemory((Long) argument, Zip.written(result));
    }

    @Override
    void apply(Object[] arguments, int i, Wire.Reader in) {
      MEMORY_OUT.apply(arguments, i, in);
    }
  },

  /** A receiver whose native counts in two of its fields how far it came before it threw. */
  ZIP("zip") {
    @Override
    void send(Object[] arguments, int i, Wire out) {
      RECEIVER.send(arguments, i, out);
    }

    @Override
    Object rebuild(Wire.Reader in, Scratch scratch) {
      return RECEIVER.rebuild(in, scratch);
    }

    @Override
    void answerThrown(Object argument, Wire out) {
      Zip.writeConsumed(argument, out);
    }

    @Override
    void applyThrown(Object argument, Wire.Reader in) {
      Zip.readConsumed(argument, in);
    }
  },

  /** Native memory that the native fills, followed by its length; the result says how much of it. */
  MEMORY_OUT("mem-out") {
    @Override
    void send(Object[] arguments, int i, Wire out) {
      out.putInt((Integer) arguments[i + 1]);
    }

    @Override
    Object rebuild(Wire.Reader in, Scratch scratch) {
      return scratch.memory(in.getInt());
    }

    @Override
    void answer(Object argument, Object result, Wire out) {
      long address = (Long) argument;
      // An extended attribute's size may be asked with no buffer at all.
      out.putMemory(address, address == 0 ? 0 : Math.max(0, ((Number) result).intValue()));
    }

    @Override
    void apply(Object[] arguments, int i, Wire.Reader in) {
      in.getMemory((Long) arguments[i]);
    }
  },

  /** Native memory that the native reads, followed by its length. */
  MEMORY_IN("mem-in") {
    @Override
    void send(Object[] arguments, int i, Wire out) {
      out.putMemory((Long) arguments[i], (Integer) arguments[i + 1]);
    }

    @Override
    Object rebuild(Wire.Reader in, Scratch scratch) {
      return scratch.memory(in.getBytes());
    }
  },

  /** An array of {@code iovec} to fill, followed by its length. */
  VECTOR_OUT("iov-out") {
    @Override
    void send(Object[] arguments, int i, Wire out) {
      Vectors.writeLengths((Long) arguments[i], (Integer) arguments[i + 1], out);
    }

    @Override
    Object rebuild(Wire.Reader in, Scratch scratch) {
      return Vectors.rebuild(in, scratch);
    }

    @Override
    void answer(Object argument, Object result, Wire out) {
      Vectors.gather((Long) argument, Math.max(0, ((Number) result).longValue()), out);
    }

    @Override
    void apply(Object[] arguments, int i, Wire.Reader in) {
      Vectors.scatter(in.getBytes(), (Long) arguments[i]);
    }
  },

  /** An array of {@code iovec} to read, followed by its length. */
  VECTOR_IN("iov-in") {
    @Override
    void send(Object[] arguments, int i, Wire out) {
      long address = (Long) arguments[i];
      int count = (Integer) arguments[i + 1];
      Vectors.writeLengths(address, count, out);
      Vectors.gather(address, Vectors.total(address, count), out);
    }

    @Override
    Object rebuild(Wire.Reader in, Scratch scratch) {
      long address = Vectors.rebuild(in, scratch);
      Vectors.scatter(in.getBytes(), address);
      return address;
    }
  },

  /** An object whose fields the native fills. */
  STRUCT("struct") {
    @Override
    void send(Object[] arguments, int i, Wire out) {
      out.putString(arguments[i].getClass().getName());
    }

    @Override
    Object rebuild(Wire.Reader in, Scratch scratch) {
      return Trusted.allocate(Structs.boot(in.getString()));
    }

    @Override
    void answer(Object argument, Object result, Wire out) {
      Structs.write(argument, out);
    }

    @Override
    void apply(Object[] arguments, int i, Wire.Reader in) {
      Structs.read(arguments[i], in);
    }
  },

  /** The program that starts child processes: of home's JDK, not of the guest's. */
  HELPER("helper") {
    @Override
    void send(Object[] arguments, int i, Wire out) {}

    @Override
    Object rebuild(Wire.Reader in, Scratch scratch) {
      return JdkField.of(Structs.boot("java.lang.ProcessImpl"), "helperpath").get(null);
    }
  },

  /** Descriptors as numbers, which the native replaces: three of a child process, or a pair of sockets. */
  DESCRIPTORS("fds") {
    @Override
    void send(Object[] arguments, int i, Wire out) {
      int[] numbers = (int[]) arguments[i];
      out.putInt(numbers.length);
      for (int number : numbers) {
        out.putInt(Descriptors.toHome(number));
      }
    }

    @Override
    Object rebuild(Wire.Reader in, Scratch scratch) {
      int[] numbers = new int[in.getInt()];
      for (int n = 0; n < numbers.length; n++) {
        numbers[n] = in.getInt();
      }
      return numbers;
    }

    @Override
    void answer(Object argument, Object result, Wire out) {
      for (int number : (int[]) argument) {
        out.putInt(number);
      }
    }

    @Override
    void apply(Object[] arguments, int i, Wire.Reader in) {
      int[] numbers = (int[]) arguments[i];
      for (int n = 0; n < numbers.length; n++) {
        numbers[n] = Descriptors.toGuest(in.getInt());
      }
    }
  },

  /** A {@code sockaddr} in native memory that the native may fill. */
  SOCKET_ADDRESS("sockaddr") {
    @Override
    void send(Object[] arguments, int i, Wire out) {
      out.putMemory((Long) arguments[i], Sizes.SOCKET_ADDRESS);
    }

    @Override
    Object rebuild(Wire.Reader in, Scratch scratch) {
      return scratch.memory(in.getBytes());
    }

    @Override
    void answer(Object argument, Object result, Wire out) {
      out.putMemory((Long) argument, Sizes.SOCKET_ADDRESS);
    }

    @Override
    void apply(Object[] arguments, int i, Wire.Reader in) {
      in.getMemory((Long) arguments[i]);
    }
  },

  /** An array of {@code epoll_event} to fill, followed by its length. */
  EVENTS("events") {
    @Override
    void send(Object[] arguments, int i, Wire out) {
      out.putInt((Integer) arguments[i + 1]);
    }

    @Override
    Object rebuild(Wire.Reader in, Scratch scratch) {
      return scratch.memory(in.getInt() * Sizes.EVENT);
    }

    @Override
    void answer(Object argument, Object result, Wire out) {
      out.putMemory((Long) argument, Math.max(0, (Integer) result) * Sizes.EVENT);
    }

    @Override
    void apply(Object[] arguments, int i, Wire.Reader in) {
      in.getMemory((Long) arguments[i]);
    }
  },

  /** An array that the native fills: of numbers, or of where a connection comes from. */
  FILLED("filled") {
    @Override
    void send(Object[] arguments, int i, Wire out) {
      Values.write(arguments[i], out);
    }

    @Override
    Object rebuild(Wire.Reader in, Scratch scratch) {
      return Values.read(in);
    }

    @Override
    void answer(Object argument, Object result, Wire out) {
      Values.write(argument, out);
    }

    @Override
    void apply(Object[] arguments, int i, Wire.Reader in) {
      Values.copy(Values.read(in), arguments[i]);
    }
  },

  /** A buffer that only the native uses, followed by its length. */
  BUFFER("buffer") {
    @Override
    void send(Object[] arguments, int i, Wire out) {
      out.putInt((Integer) arguments[i + 1]);
    }

    @Override
    Object rebuild(Wire.Reader in, Scratch scratch) {
      return scratch.memory(in.getInt());
    }
  },

  /** An address that the native polls to be cancelled: a copy that is under way at home is not. */
  NO_ADDRESS("zero") {
    @Override
    void send(Object[] arguments, int i, Wire out) {}

    @Override
    Object rebuild(Wire.Reader in, Scratch scratch) {
      return 0L;
    }
  };

  private static final Map<String, Passing> BY_CODE = new TreeMap<>();

  static {
    for (Passing passing : values()) {
      BY_CODE.put(passing.code, passing);
    }
  }

  /** As it stands in the table. */
  private final String code;

  Passing(String code) {
    this.code = code;
  }

  static Passing of(String code) {
    Passing passing = BY_CODE.get(code);
    if (passing == null) {
      throw new IllegalArgumentException("argument: " + code + " (expected: one of " + BY_CODE.keySet() + ")");
    }
    return passing;
  }

  /** Guest: writes argument {@code i}. */
  abstract void send(Object[] arguments, int i, Wire out);

  /** Home: the argument for the native. */
  abstract Object rebuild(Wire.Reader in, Scratch scratch);

  /** Home: writes what the native changed in the argument. */
  void answer(Object argument, Object result, Wire out) {}

  /** Guest: changes argument {@code i} as the native did at home. */
  void apply(Object[] arguments, int i, Wire.Reader in) {}

  /** Home: what the native changed before it threw. */
  void answerThrown(Object argument, Wire out) {}

  /** Guest: the same change, before the exception is thrown. */
  void applyThrown(Object argument, Wire.Reader in) {}

  /** What a native fills or reads may be large, and is then moved in several calls. */
  boolean isBulk() {
    return this == ARRAY_IN || this == ARRAY_OUT || this == MEMORY_IN || this == MEMORY_OUT;
  }

  /** Of several pieces of memory. */
  boolean isVector() {
    return this == VECTOR_IN || this == VECTOR_OUT;
  }
}
