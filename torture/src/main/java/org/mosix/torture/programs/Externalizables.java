package org.mosix.torture.programs;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.Externalizable;
import java.io.IOException;
import java.io.ObjectInput;
import java.io.ObjectInputStream;
import java.io.ObjectOutput;
import java.io.ObjectOutputStream;

/** Externalizable objects that work while they write and read themselves, inside graphs with cycles. */
public final class Externalizables {
  public static final class Part implements Externalizable {
    private static final long serialVersionUID = 1;
    private int number;
    private String name;
    private Part next;

    /** For reading. */
    public Part() {}

    Part(int number, Part next) {
      this.number = number;
      this.name = "part " + number;
      this.next = next;
    }

    @Override
    public void writeExternal(ObjectOutput out) throws IOException {
      out.writeInt(Work.spin(number));
      out.writeUTF(name);
      out.writeObject(next);
    }

    @Override
    public void readExternal(ObjectInput in) throws IOException, ClassNotFoundException {
      int spun = in.readInt();
      name = in.readUTF();
      number = Integer.parseInt(name.substring(5));
      Check.equal("spun", Work.spin(number), spun);
      next = (Part) in.readObject();
    }
  }

  static String round() throws IOException, ClassNotFoundException {
    Part last = new Part(0, null);
    Part first = last;
    for (int n = 1; n < 30; n++) {
      first = new Part(n, first);
    }
    last.next = first;
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(first);
    }
    Part copy = (Part) new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray())).readObject();
    Part part = copy;
    int count = 0;
    do {
      part = part.next;
      count++;
    } while (part != copy);
    return bytes.size() + " bytes, " + count + " parts";
  }

  public static void main(String[] args) throws Exception {
    Rounds.equal(args, "parts", () -> round());
  }
}
