package org.mosix.daemon;

import com.google.gson.Gson;
import com.google.gson.JsonElement;
import com.google.gson.JsonParser;
import java.io.EOFException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.mosix.link.ControlChannel;
import org.mosix.link.RunDirectory;
import org.mosix.link.message.Administer;
import org.mosix.link.message.Failure;
import org.mosix.link.message.Message;
import org.mosix.link.message.Records;

/** A tool's conversation with the daemon of a run directory. */
public final class DaemonClient implements AutoCloseable {

  private static final Gson GSON = new Gson();

  private final ControlChannel channel;

  private DaemonClient(ControlChannel channel) {
    this.channel = channel;
  }

  /** @throws IOException if no daemon serves {@code directory} */
  public static DaemonClient connect(RunDirectory directory) throws IOException {
    return new DaemonClient(ControlChannel.connect(directory.control()));
  }

  /**
   * Asks and waits for the answer.
   *
   * @throws FailureException if the daemon says that it cannot; has the outcome
   * @throws IOException if the daemon ends meanwhile
   */
  public <M extends Message> M ask(Message request, Class<M> expected) throws IOException, FailureException {
    channel.send(request);
    Message answer = channel.receive();
    if (answer == null) {
      throw new EOFException("the node daemon closed the connection");
    }
    if (answer instanceof Failure failure) {
      throw new FailureException(failure);
    }
    if (!expected.isInstance(answer)) {
      throw new IOException("the node daemon answered " + answer.getClass().getSimpleName() + " (expected: " + expected.getSimpleName() + ")");
    }
    return expected.cast(answer);
  }

  /** The nodes that the daemon knows, by number. */
  public List<NodeRecord> nodes() throws IOException, FailureException {
    return List.of(GSON.fromJson(administer(Verb.NODES), NodeRecord[].class));
  }

  /** The processes that have their home at the daemon's node, then those of other nodes that run there. */
  public List<ProcessRecord> processes() throws IOException, FailureException {
    return List.of(GSON.fromJson(administer(Verb.PROCESSES), ProcessRecord[].class));
  }

  /** The processes of all nodes that are up and answer at once. */
  public List<ProcessRecord> allProcesses() throws IOException, FailureException {
    return List.of(GSON.fromJson(administer(Verb.ALL_PROCESSES), ProcessRecord[].class));
  }

  /** Asks the daemon to carry out {@code verb}; the answer is described there. */
  public JsonElement administer(Verb verb, String... arguments) throws IOException, FailureException {
    return JsonParser.parseString(ask(new Administer(verb.wireName(), List.of(arguments)), Records.class).json());
  }

  /** The answer of the daemon of {@code node}, by way of this one. */
  public JsonElement administerAt(int node, Verb verb, String... arguments) throws IOException, FailureException {
    List<String> all = new ArrayList<>(List.of(String.valueOf(node), verb.wireName()));
    all.addAll(List.of(arguments));
    return administer(Verb.AT, all.toArray(new String[0]));
  }

  /** The same as a record: {@code answer} is the one that {@link Verb} names, or an array of it. */
  public <T> T administer(Verb verb, Class<T> answer, String... arguments) throws IOException, FailureException {
    return GSON.fromJson(administer(verb, arguments), answer);
  }

  /** Waits until the daemon closes the connection, which it does when it ends. */
  public void awaitEnd() {
    try {
      while (channel.receive() != null) {
        // nothing is expected any more
      }
    } catch (IOException e) {
      // an end without a good-bye is an end
      return;
    }
  }

  @Override
  public void close() {
    channel.close();
  }
}
