package org.mosix.torture.programs;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;

/** Object streams with callbacks of the program (writeObject, readObject, readResolve) on the stack. */
public final class Serialization {
  static final class Node implements Serializable {
    private static final long serialVersionUID = 1;
    private final String name;
    private transient int derived;
    private final List<Node> links = new ArrayList<>();

    Node(String name) {
      this.name = name;
      derived = spin(name.length());
    }

    private static int spin(int n) {
      for (int i = 0; i < 2_000; i++) {
        n = n * 31 + i;
      }
      return n;
    }

    private void writeObject(ObjectOutputStream out) throws IOException {
      out.defaultWriteObject();
      out.writeInt(spin(links.size()));
    }

    private void readObject(ObjectInputStream in) throws IOException, ClassNotFoundException {
      in.defaultReadObject();
      derived = spin(name.length());
      Check.equal("written beside the fields", spin(links.size()), in.readInt());
    }
  }

  public static void main(String[] args) throws IOException, ClassNotFoundException {
    Rounds rounds = Rounds.of(args);
    Node root = new Node("root");
    for (int n = 0; n < 30; n++) {
      Node child = new Node("child" + n);
      child.links.add(root);
      root.links.add(child);
    }
    int size = -1;
    do {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
        out.writeObject(root);
      }
      try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
        Node copy = (Node) in.readObject();
        Check.equal("children", root.links.size(), copy.links.size());
        for (int n = 0; n < copy.links.size(); n++) {
          Check.same("cycle", copy, copy.links.get(n).links.get(0));
          Check.equal("derived", root.links.get(n).derived, copy.links.get(n).derived);
        }
      }
      if (size < 0) {
        size = bytes.size();
        System.out.println(size + " bytes");
      }
      Check.equal("bytes", size, bytes.size());
    } while (rounds.more());
    Check.ok();
  }
}
