package org.mosix.torture.programs;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectInputValidation;
import java.io.ObjectOutputStream;
import java.io.Serializable;
import java.util.Collections;
import java.util.Map;

/** Serialisation by proxies: writeReplace, readResolve, validation callbacks, enums and singletons that stay single. */
public final class SerialProxies {
  enum Colour { RED, GREEN }

  static final class Span implements Serializable, ObjectInputValidation {
    private static final long serialVersionUID = 1;
    private final int from;
    private final transient int to;

    Span(int from, int to) {
      this.from = from;
      this.to = to;
    }

    private Object writeReplace() {
      return new Form(from, to + Work.spin(0) * 0);
    }

    @Override
    public void validateObject() {
      throw new IllegalStateException("read without its proxy");
    }
  }

  record Form(int from, int to) implements Serializable {
    private Object readResolve() {
      Work.spin(from);
      return new Span(from, to);
    }
  }

  static final class Only implements Serializable {
    private static final long serialVersionUID = 1;
    static final Only ONE = new Only();

    private Object readResolve() {
      Work.spin(3);
      return ONE;
    }
  }

  static String round() throws IOException, ClassNotFoundException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    Object[] all = {new Span(1, 9), Only.ONE, Colour.GREEN, new Span(2, 3), Collections.emptyList(), Map.of("a", 1)};
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(all);
    }
    Object[] copy = (Object[]) new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray())).readObject();
    Check.same("singleton", Only.ONE, copy[1]);
    Check.same("enum", Colour.GREEN, copy[2]);
    Check.same("empty list", Collections.emptyList(), copy[4]);
    Check.equal("map", all[5], copy[5]);
    return bytes.size() + " " + ((Span) copy[0]).to + ((Span) copy[3]).to;
  }

  public static void main(String[] args) throws Exception {
    Rounds.equal(args, "copies", () -> round());
  }
}
