package org.mosix.link;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The nodes of a cluster: a text file with lines {@code FIRST-NUMBER HOST[:PORT] COUNT}. A line stands for COUNT nodes with consecutive
 * numbers on consecutive addresses; {@code #} starts a comment. A line {@code NODE HOST[:PORT] ALIAS} is another address of a node that has a
 * line of its own. Every node reads the same file. Immutable.
 */
public final class NodeMap {

  /** The last word of a line that gives a second address. */
  public static final String ALIAS = "ALIAS";

  private final TreeMap<Integer, NodeAddress> nodes;
  private final TreeMap<Integer, List<NodeAddress>> aliases;

  private NodeMap(TreeMap<Integer, NodeAddress> nodes, TreeMap<Integer, List<NodeAddress>> aliases) {
    this.nodes = nodes;
    this.aliases = aliases;
  }

  /** Reads {@code file}; nodes without a port answer at {@link NodeAddress#DEFAULT_PORT}. */
  public static NodeMap read(Path file) throws IOException {
    return read(file, NodeAddress.DEFAULT_PORT);
  }

  /**
   * Reads {@code file}.
   *
   * @param defaultPort port of the nodes whose line names none
   * @throws NodeMapException if the file is missing or a line is wrong; the message names file, line and what was expected
   */
  public static NodeMap read(Path file, int defaultPort) throws IOException {
    return parse(file.toString(), text(file).lines().toList(), defaultPort);
  }

  /**
   * The text of {@code file}, which may be a map.
   *
   * @throws NodeMapException if there is none, or it is no text; the message names the file and what was expected
   */
  public static String text(Path file) throws IOException {
    if (Files.isDirectory(file)) {
      throw noText(file, "a directory");
    }
    try {
      return Files.readString(file);
    } catch (NoSuchFileException e) {
      throw noText(file, "no such file");
    } catch (CharacterCodingException e) {
      throw noText(file, "not a text file in UTF-8");
    }
  }

  private static NodeMapException noText(Path file, String fact) {
    return new NodeMapException(file + ": " + fact + " (expected: a node map, lines FIRST-NUMBER HOST COUNT)");
  }

  /**
   * Reads the lines of a map.
   *
   * @param name of the file or whatever they come from, for messages
   */
  public static NodeMap parse(String name, List<String> lines, int defaultPort) throws NodeMapException {
    return new Parser(name, defaultPort).parse(lines);
  }

  /** A map made of {@code nodes}; numbers must differ. */
  public static NodeMap of(List<NodeAddress> nodes) {
    TreeMap<Integer, NodeAddress> byNumber = new TreeMap<>();
    for (NodeAddress node : nodes) {
      if (byNumber.put(node.number(), node) != null) {
        throw new IllegalArgumentException("node " + node.number() + " is given twice");
      }
    }
    return new NodeMap(byNumber, new TreeMap<>());
  }

  public Optional<NodeAddress> find(int number) {
    return Optional.ofNullable(nodes.get(number));
  }

  /** All addresses of a node, the main one first; none if it is not in the map. */
  public List<NodeAddress> addresses(int number) {
    List<NodeAddress> all = new ArrayList<>();
    find(number).ifPresent(all::add);
    all.addAll(aliases.getOrDefault(number, List.of()));
    return all;
  }

  /** The map as it could be read again. */
  public List<String> lines() {
    List<String> lines = new ArrayList<>();
    nodes.values().forEach(node -> {
      lines.add(node.number() + " " + node + " 1");
      aliases.getOrDefault(node.number(), List.of()).forEach(alias -> lines.add(node.number() + " " + alias + " " + ALIAS));
    });
    return lines;
  }

  /** All nodes, by rising number. */
  public List<NodeAddress> nodes() {
    return List.copyOf(nodes.values());
  }

  /** The numbers as a reader wants them: {@code 1-3, 7}. */
  public String numbers() {
    List<String> runs = new ArrayList<>();
    int first = -1;
    for (int number : nodes.keySet()) {
      if (first < 0 || !nodes.containsKey(number - 1)) {
        first = number;
      }
      if (!nodes.containsKey(number + 1)) {
        runs.add(first == number ? "" + number : first + "-" + number);
      }
    }
    return String.join(", ", runs);
  }

  /** True if every node is a loopback address, so that nobody else can take part. */
  public boolean isLoopbackOnly() {
    return nodes.keySet().stream().flatMap(number -> addresses(number).stream()).allMatch(node -> {
      InetAddress address = node.socketAddress().getAddress();
      return address != null && address.isLoopbackAddress();
    });
  }

  @Override
  public String toString() {
    return nodes.values().stream().map(n -> n.number() + " " + n).collect(Collectors.joining(", "));
  }

  /** One reading of one file; remembers the line it is at for the messages. */
  private static final class Parser {
    private static final String EXPECTED = "FIRST-NUMBER HOST[:PORT] COUNT";
    private final String file;
    private final int defaultPort;
    private final TreeMap<Integer, NodeAddress> nodes = new TreeMap<>();
    private final TreeMap<Integer, Integer> lineOfNode = new TreeMap<>();
    private final TreeMap<String, Integer> nodeAtAddress = new TreeMap<>();
    private final TreeMap<Integer, List<NodeAddress>> aliases = new TreeMap<>();
    private final TreeMap<Integer, Integer> lineOfAlias = new TreeMap<>();
    private int line;

    Parser(String file, int defaultPort) {
      this.file = file;
      this.defaultPort = defaultPort;
    }

    NodeMap parse(List<String> lines) throws NodeMapException {
      for (String text : lines) {
        line++;
        String content = text.replaceFirst("#.*", "").strip();
        if (!content.isEmpty()) {
          parseLine(content);
        }
      }
      if (nodes.isEmpty()) {
        throw new NodeMapException(file + ": no nodes (expected: at least one line " + EXPECTED + ")");
      }
      requireNodes();
      return new NodeMap(nodes, aliases);
    }

    private void parseLine(String content) throws NodeMapException {
      String[] words = content.split("\\s+");
      if (words.length != 3) {
        throw error(words.length + (words.length == 1 ? " word" : " words"), EXPECTED);
      }
      int first = number(words[0], "node", NodeAddress.MAX_NUMBER);
      if (words[2].equalsIgnoreCase(ALIAS)) {
        alias(first, hostPort(words[1]));
        return;
      }
      int count = number(words[2], "count", NodeAddress.MAX_NUMBER - first + 1);
      HostPort at = hostPort(words[1]);
      List<String> hosts = count == 1 ? Collections.singletonList(at.host) : consecutive(at.host, count);
      for (int i = 0; i < count; i++) {
        add(new NodeAddress(first + i, hosts.get(i), at.port));
      }
    }

    private void add(NodeAddress node) throws NodeMapException {
      if (nodes.putIfAbsent(node.number(), node) != null) {
        throw error("node " + node.number() + " is already defined in line " + lineOfNode.get(node.number()), "each number once");
      }
      Integer other = nodeAtAddress.putIfAbsent(node.toString(), node.number());
      if (other != null) {
        throw error(node + " is already the address of node " + other, "one node per address and port");
      }
      lineOfNode.put(node.number(), line);
    }

    private void alias(int number, HostPort at) throws NodeMapException {
      NodeAddress alias = new NodeAddress(number, at.host, at.port);
      Integer other = nodeAtAddress.putIfAbsent(alias.toString(), number);
      if (other != null) {
        throw error(alias + " is already the address of node " + other, "another address of node " + number);
      }
      lineOfAlias.putIfAbsent(number, line);
      aliases.computeIfAbsent(number, absent -> new ArrayList<>()).add(alias);
    }

    /** The line of a node may come after those of its aliases. */
    private void requireNodes() throws NodeMapException {
      for (int number : aliases.keySet()) {
        if (!nodes.containsKey(number)) {
          line = lineOfAlias.get(number);
          throw error("node " + number + " has an alias only", "also a line " + number + " HOST[:PORT] 1");
        }
      }
    }

    private int number(String text, String what, int max) throws NodeMapException {
      try {
        int value = Integer.parseInt(text);
        if (value >= 1 && value <= max) {
          return value;
        }
      } catch (NumberFormatException e) {
        // reported below, like a number out of range
      }
      throw error(what + ": " + text, "1 to " + max);
    }

    private HostPort hostPort(String text) throws NodeMapException {
      int close = text.indexOf(']');
      if (text.startsWith("[") && close > 0) {
        String rest = text.substring(close + 1);
        return new HostPort(text.substring(1, close), rest.isEmpty() ? defaultPort : portAfterColon(rest));
      }
      int colon = text.indexOf(':');
      boolean bareV6 = colon >= 0 && text.indexOf(':', colon + 1) >= 0;
      if (colon < 0 || bareV6) {
        return new HostPort(text, defaultPort);
      }
      return new HostPort(text.substring(0, colon), portAfterColon(text.substring(colon)));
    }

    private int portAfterColon(String text) throws NodeMapException {
      return number(text.startsWith(":") ? text.substring(1) : text, "port", 65_535);
    }

    private List<String> consecutive(String host, int count) throws NodeMapException {
      try {
        return AddressRange.from(InetAddress.getByName(host), count);
      } catch (IOException e) {
        throw error("host: " + host + " cannot be looked up", "an address, because COUNT is " + count);
      } catch (NoSuchElementException e) {
        throw error(count + " addresses from " + host + " on run past the last address", "a smaller count");
      }
    }

    private NodeMapException error(String fact, String expected) {
      return new NodeMapException(file + ":" + line + ": " + fact + " (expected: " + expected + ")");
    }

    private record HostPort(String host, int port) {}
  }
}
