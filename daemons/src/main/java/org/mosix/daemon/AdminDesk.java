package org.mosix.daemon;

import com.google.gson.Gson;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonParseException;
import com.google.gson.JsonPrimitive;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.mosix.balance.InfoMessage;
import org.mosix.balance.NodeInfo;
import org.mosix.balance.NodeMask;
import org.mosix.balance.Policy;
import org.mosix.balance.Tunable;
import org.mosix.link.FailureText;
import org.mosix.link.NodeAddress;
import org.mosix.link.NodeMap;
import org.mosix.link.NodeMapException;
import org.mosix.link.message.Administer;
import org.mosix.link.message.CallsReport;
import org.mosix.link.message.Failure;
import org.mosix.link.message.Message;
import org.mosix.link.message.Outcome;
import org.mosix.link.message.Records;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Answers who looks after the node: what is known here, and the switches. */
final class AdminDesk {

  private static final Logger LOG = LoggerFactory.getLogger(AdminDesk.class);
  private static final Gson GSON = new Gson();
  /** It may have to be started first. */
  private static final Duration FILE_SERVER = Duration.ofSeconds(60);
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final NodeDaemon daemon;
  private final Listings listings;
  private final ClusterListing cluster;
  private final Departures departures;

  AdminDesk(NodeDaemon daemon) {
    this.daemon = daemon;
    this.listings = new Listings(daemon);
    this.cluster = new ClusterListing(daemon, listings);
    this.departures = new Departures(daemon);
  }

  /** @param fromNode whether another node asks, and not a tool of this one */
  Message answer(Administer request, boolean fromNode) {
    Optional<Verb> verb = Verb.named(request.verb()).filter(known -> fromNode ? known.isForNodes() : known.isForTools());
    try {
      if (verb.isEmpty()) {
        throw usage("verb: " + request.verb() + " (expected: one of " + known(fromNode) + ")");
      }
      return new Records(GSON.toJson(answer(verb.get(), request.arguments(), fromNode)));
    } catch (FailureException e) {
      return new Failure(e.outcome(), e.getMessage());
    } catch (NodeMapException e) {
      return new Failure(Outcome.USAGE, e.getMessage());
    } catch (IllegalArgumentException | IndexOutOfBoundsException | JsonParseException e) {
      return new Failure(Outcome.USAGE, inOneLine(request) + ": " + e.getMessage());
    } catch (IOException e) {
      LOG.warn("{}: {}", request.verb(), e.toString());
      return new Failure(Outcome.FAILED, FailureText.of(e));
    }
  }

  /** A map is longer, and the user knows which. */
  private static String inOneLine(Administer request) {
    String line = request.verb() + " " + String.join(" ", request.arguments());
    return line.contains("\n") ? request.verb() : line;
  }

  private static String known(boolean toNodes) {
    return Stream.of(Verb.values()).filter(verb -> toNodes ? verb.isForNodes() : verb.isForTools()).map(Verb::wireName).toList().toString();
  }

  private static FailureException usage(String text) {
    return new FailureException(new Failure(Outcome.USAGE, text));
  }

  private JsonElement answer(Verb verb, List<String> arguments, boolean fromNode) throws IOException, FailureException {
    switch (verb) {
      case NODES:
        return GSON.toJsonTree(listings.nodes());
      case PROCESSES:
        return GSON.toJsonTree(listings.processes());
      case ALL_PROCESSES:
        return GSON.toJsonTree(cluster.processes());
      case WHY:
        return why(arguments);
      case POLICY:
        break;
      case SWITCH:
        switchPolicy(arguments.get(0), isOn(arguments.get(1)));
        break;
      case EXPEL:
        return GSON.toJsonTree(departures.expel());
      case BRING:
        return GSON.toJsonTree(departures.bring());
      case LEAVE:
        return GSON.toJsonTree(departures.leave());
      case JOIN:
        join(arguments);
        return GSON.toJsonTree(MapRecord.of(daemon.map()));
      case MAP:
        return GSON.toJsonTree(MapRecord.of(daemon.map()));
      case LOCK:
        boolean locked = isOn(arguments.get(1));
        return terms(pid(arguments.get(0)), terms -> terms.withLocked(locked));
      case MASK:
        NodeMask mask = mask(arguments.subList(1, arguments.size()));
        return terms(pid(arguments.get(0)), terms -> terms.withMask(mask));
      case PRIORITY:
        int priority = Integer.parseInt(arguments.get(1));
        return terms(pid(arguments.get(0)), terms -> terms.withPriority(priority));
      case LIMIT:
        int limit = guestLimit(arguments.get(0));
        daemon.policies().change(policy -> policy.withGuestLimit(limit));
        break;
      case SETSPEED:
        setSpeed(Integer.parseInt(arguments.get(0)));
        break;
      case GETTUNE:
        return GSON.toJsonTree(listings.tunables());
      case SETTUNE:
        daemon.policies().tune(Tunable.of(arguments.get(0)), Double.parseDouble(arguments.get(1)));
        return GSON.toJsonTree(listings.tunables());
      case COST:
        setCost(arguments);
        break;
      case CALLS:
        return GSON.toJsonTree(calls(arguments));
      case PINNED:
        return GSON.toJsonTree(own(pid(arguments.get(0))).obstacles().records());
      case KILL:
        kill(own(pid(arguments.get(0))), arguments.get(1));
        return GSON.toJsonTree(List.of());
      case NODE:
        return GSON.toJsonTree(listings.self());
      case AT:
        return at(Integer.parseInt(arguments.get(0)), arguments.get(1), arguments.subList(2, arguments.size()));
      case DATAGRAMS:
        return GSON.toJsonTree(listings.datagrams());
      case MFS:
        return GSON.toJsonTree(daemon.files().change(arguments));
      case FILES:
        String server = fileServer(Integer.parseInt(arguments.get(0)), arguments.get(1));
        return new JsonPrimitive(fromNode ? server : String.join("\n", server, daemon.welcome().keyDirectory(), String.valueOf(daemon.node())));
      case ADMIT:
        return new JsonPrimitive(daemon.doorkeeper().admit(admission(arguments.get(0))));
      case GUESTS:
        hear(Integer.parseInt(arguments.get(0)), arguments.get(2));
        return GSON.toJsonTree(guests(Integer.parseInt(arguments.get(0)), homeWords(arguments.get(1))));
      default:
        throw new IllegalStateException(verb.name());
    }
    return GSON.toJsonTree(listings.policy());
  }

  private static int guestLimit(String text) {
    try {
      return text.equals("none") ? Integer.MAX_VALUE : Integer.parseInt(text);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException("guest limit: " + text + " (expected: none, or 0 or more)", e);
    }
  }

  /** What another node answers; this node may be named too. */
  private JsonElement at(int node, String name, List<String> arguments) throws IOException, FailureException {
    Verb verb = Verb.named(name).filter(known -> known.isForNodes() && known.isForTools())
        .orElseThrow(() -> usage("verb: " + name + " (expected: one that other nodes may be asked)"));
    return node == daemon.node() ? answer(verb, arguments, false)
        : daemon.neighbours().ask(node, verb, PATIENCE, arguments.toArray(new String[0]));
  }

  /** Who ends the home JVM ends the process, wherever it runs. */
  private static void kill(ManagedProcess process, String signal) throws FailureException {
    if (!signal.equals("term") && !signal.equals("kill")) {
      throw usage("signal: " + signal + " (expected: term or kill)");
    }
    ProcessHandle handle = ProcessHandle.of(process.pid())
        .orElseThrow(() -> new FailureException(new Failure(Outcome.UNKNOWN, "process " + process.pid() + " has just ended")));
    if (!(signal.equals("kill") ? handle.destroyForcibly() : handle.destroy())) {
      throw new FailureException(new Failure(Outcome.FAILED, "process " + process.pid() + " could not be sent the signal"));
    }
    LOG.info("process {} is sent signal {}", process.pid(), signal);
  }

  private void switchPolicy(String name, boolean on) throws IOException {
    daemon.policies().change(policy -> switched(policy, name, on));
    LOG.info("{} is {}", name, on ? "on" : "off");
  }

  private static Policy switched(Policy policy, String name, boolean on) {
    return switch (name) {
      case "stay" -> policy.withStay(on);
      case "lstay" -> policy.withLstay(on);
      case "block" -> policy.withBlock(on);
      case "quiet" -> policy.withQuiet(on);
      default -> throw new IllegalArgumentException("switch: " + name + " (expected: stay, lstay, block or quiet)");
    };
  }

  private static boolean isOn(String text) {
    return switch (text.toLowerCase(Locale.ROOT)) {
      case "on", "1" -> true;
      case "off", "0" -> false;
      default -> throw new IllegalArgumentException(text + " (expected: on or off)");
    };
  }

  private void setSpeed(int speed) throws IOException {
    if (speed < 1 || speed > 1_000_000_000) {
      throw new IllegalArgumentException("speed: " + speed + " (expected: 1 to 1000000000; 10000 is the standard processor)");
    }
    daemon.policies().setSpeed(speed);
  }

  private void setCost(List<String> arguments) throws IOException, FailureException {
    int node = Integer.parseInt(arguments.get(0));
    PolicyStore.Cost cost = new PolicyStore.Cost(Double.parseDouble(arguments.get(1)), Double.parseDouble(arguments.get(2)));
    if (daemon.membership().find(node).isEmpty()) {
      throw new FailureException(new Failure(Outcome.UNKNOWN, "no node " + node + " (nodes: " + daemon.map().numbers() + ")"));
    }
    if (!(cost.fixed() >= 0 && cost.rate() > 0)) {
      throw new IllegalArgumentException("cost: " + cost.fixed() + " s and " + cost.rate() + " MB/s (expected: 0 or more, and more than 0)");
    }
    daemon.policies().setCost(node, cost);
  }

  private void join(List<String> arguments) throws IOException {
    if (!arguments.isEmpty() && daemon.discovery().isPresent()) {
      throw new IllegalArgumentException("this node discovers its cluster (expected: no map; or start it with --map)");
    } else if (!arguments.isEmpty()) {
      daemon.membership().replace(NodeMap.parse("map", arguments.get(0).lines().toList(), daemon.defaultPort()));
      daemon.directory().retain(daemon.membership());
    }
    daemon.membership().setJoined(true);
  }

  private static long pid(String text) {
    return Long.parseLong(text);
  }

  private static NodeMask mask(List<String> words) {
    List<String> numbers = words.size() < 2 ? List.of() : Arrays.asList(String.join(",", words.subList(1, words.size())).split("[, ]+"));
    List<Integer> nodes = numbers.stream().map(AdminDesk::nodeNumber).toList();
    String kind = words.isEmpty() ? "" : words.get(0);
    if (nodes.isEmpty() == kind.equals("all")) {
      switch (kind) {
        case "all":
          return NodeMask.ALL;
        case "only":
          return NodeMask.only(nodes);
        case "not":
          return NodeMask.allBut(nodes);
        default:
      }
    }
    throw new IllegalArgumentException("mask: " + String.join(" ", words) + " (expected: all, only N..., or not N...)");
  }

  private static int nodeNumber(String text) {
    if (text.matches("\\d{1,5}")) {
      int number = Integer.parseInt(text);
      if (number >= 1 && number <= NodeAddress.MAX_NUMBER) {
        return number;
      }
    }
    throw new IllegalArgumentException("node: " + text + " (expected: 1 to " + NodeAddress.MAX_NUMBER + ")");
  }

  private ManagedProcess own(long pid) throws FailureException {
    return daemon.processes().find(pid).orElseThrow(() -> new FailureException(new Failure(Outcome.UNKNOWN,
        "no process " + pid + " has its home here (managed here: " + daemon.processes().pids() + ")")));
  }

  private JsonElement terms(long pid, UnaryOperator<Terms> how) throws IOException, FailureException {
    ManagedProcess process = own(pid);
    Terms now = how.apply(process.terms());
    daemon.terms().put(pid, now);
    process.setTerms(now);
    daemon.homeRounds().soon();
    return GSON.toJsonTree(listings.processes().stream().filter(record -> record.pid() == pid && record.home() == daemon.node()).toList());
  }

  private List<CallRecord> calls(List<String> arguments) throws IOException, FailureException {
    ManagedProcess process = arguments.isEmpty()
        ? daemon.processes().all().stream().findFirst().orElseThrow(() -> new FailureException(
            new Failure(Outcome.REFUSED, "no process has its home here that could be asked (start one with the agent)")))
        : own(pid(arguments.get(0)));
    try {
      return records(process.askCalls().get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS), !arguments.isEmpty());
    } catch (ExecutionException | TimeoutException e) {
      throw new IOException("process " + process.pid() + " did not answer within " + PATIENCE.toSeconds() + " s", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted");
    }
  }

  private static List<CallRecord> records(CallsReport report, boolean withNodes) {
    List<CallRecord> records = new ArrayList<>();
    report.lines().forEach(line -> records.add(new CallRecord(line.policy(), line.name(), line.reason(), line.count(), line.bytes(),
        line.nanos() / 1e9, line.elsewhere(), line.elsewhereBytes(), line.cached())));
    if (withNodes) {
      report.nodeBytes().forEach((node, bytes) -> records.add(new CallRecord("NODE", "node " + node, "", 0, 0, 0, 0, bytes, 0)));
    }
    return records;
  }

  /** Where the file server of {@code node} is, for processes of a build of Java. */
  private String fileServer(int node, String javaBuild) throws IOException, FailureException {
    if (node == daemon.node()) {
      return daemon.files().server(javaBuild);
    }
    return daemon.neighbours().ask(node, Verb.FILES, FILE_SERVER, String.valueOf(node), javaBuild).getAsString();
  }

  /** The home of a process asks the node where it runs; that one is told whose process it is, and asks no further. */
  private JsonElement why(List<String> arguments) throws IOException, FailureException {
    long pid = pid(arguments.get(0));
    boolean fromHome = arguments.size() > 1;
    int home = fromHome ? Integer.parseInt(arguments.get(1)) : daemon.homeOf(pid).orElseThrow(() -> new FailureException(
        new Failure(Outcome.UNKNOWN, "no process " + pid + " has its home here or runs here (managed here: " + daemon.processes().pids() + ")")));
    List<DecisionRecord> records = new ArrayList<>(daemon.decisions().of(home, pid));
    JsonArray all = GSON.toJsonTree(records).getAsJsonArray();
    Optional<ManagedProcess> process = home == daemon.node() ? daemon.processes().find(pid) : Optional.empty();
    if (!fromHome && process.isPresent() && process.get().node() != 0) {
      all.addAll(daemon.neighbours().ask(process.get().node(), Verb.WHY, PATIENCE, String.valueOf(pid), String.valueOf(home))
          .getAsJsonArray());
    }
    return all;
  }

  private static Admission admission(String json) {
    Admission asked = parsed(json, Admission.class);
    if (asked.cause() == null || asked.memory() < 0 || asked.threads() < 0) {
      throw new IllegalArgumentException("no cause, or memory or threads below 0");
    }
    return asked;
  }

  private static HomeWord[] homeWords(String json) {
    HomeWord[] words = parsed(json, HomeWord[].class);
    for (HomeWord word : words) {
      if (word == null || word.terms() == null || word.terms().mask() == null) {
        throw new IllegalArgumentException("a process without terms");
      }
    }
    return words;
  }

  /** What another node wrote as JSON; of whatever kind its mistake is. */
  private static <T> T parsed(String json, Class<T> type) {
    T value;
    try {
      value = GSON.fromJson(json, type);
    } catch (RuntimeException e) {
      throw new IllegalArgumentException(type.getSimpleName() + ": " + e.getMessage(), e);
    }
    if (value == null) {
      throw new IllegalArgumentException(type.getSimpleName() + ": nothing");
    }
    return value;
  }

  /** What the home of guests tells of itself. */
  private void hear(int home, String message) throws FailureException {
    try {
      NodeInfo told = InfoMessage.decode(Base64.getDecoder().decode(message)).records().get(0).info();
      if (told.node() == home && daemon.membership().find(home).isPresent()) {
        daemon.directory().hear(told, daemon.clock().millis());
      }
    } catch (InfoMessage.MalformedException e) {
      throw usage("node " + home + ": " + e.getMessage());
    }
  }

  private List<Usage> guests(int home, HomeWord[] words) {
    List<Usage> usages = new ArrayList<>();
    for (HomeWord word : words) {
      daemon.guests().taken().stream().filter(guest -> guest.runs(home, word.pid())).forEach(guest -> guest.setHomeWord(word));
      daemon.residents().find(home, word.pid()).map(Resident::usage).ifPresent(usages::add);
    }
    return usages;
  }
}
