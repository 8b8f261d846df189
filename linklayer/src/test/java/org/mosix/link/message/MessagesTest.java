package org.mosix.link.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@Timeout(60)
class MessagesTest {

  static Stream<Message> all() {
    ProcessInfo process = new ProcessInfo(4711, 1, 2, 3, 4, "running", List.of("in Foo.<clinit>"), "org.example.Main");
    return Stream.of(
        new Register(4711, Register.Kind.GUEST, "VM 17", "Main äöü", "127.0.0.1", 4000, "secret"),
        new Status(4711, 2, 3, 4, "running", List.of("a", ""), true, 5, 6L << 40, Map.of(2, 7L << 40)),
        new MoveResult(9, Outcome.TIMEOUT, "too slow", 1, 2, 48_300_000L, 61_000_000L),
        new CallsReport(List.of(new CallsReport.Line("HOME", "java.io.FileOutputStream.writeBytes", "", 3, 4711, 1L << 40, 5, 6, 7)), Map.of(3, 8L)),
        new CallsRequest(),
        new Welcome(1, "127.0.0.1", "/key", 99),
        new MoveRequest(9, 2, 60_000, true),
        new StatusRequest(3),
        new Shutdown("over"),
        new Migrate(4711, Migrate.HOME, 1, Migrate.Cause.MEMORY, 3),
        new ListProcesses(),
        new NodeStatus(),
        new StopDaemon(true),
        new Administer("lock", List.of("4711", "1")),
        new Records("[{}]"),
        new ProcessList(List.of(process, process)),
        new NodeReport(1, "127.0.0.1", 4660, 99, 1, 2, 3, List.of("1 127.0.0.1:4660")),
        new Failure(Outcome.UNKNOWN, "no node 9"),
        new Reserve(1, 4711, "instance", "VM 17", 1L << 33, List.of("-Xmx1g", "-ea"), "Main"),
        new Reserved("127.0.0.2", 4001, "secret", 17),
        new Refused("full"),
        new ReserveAt(9, new Reserve(1, 4711, "instance", "VM 17", 1L << 33, List.of(), "Main")),
        ReserveAnswer.reserved(9, new Reserved("127.0.0.2", 4001, "secret", 17)),
        new AliveQuery(4711),
        new AliveAnswer(true));
  }

  @Test
  void anAnswerWithoutAGuestComesBackEqual() throws BadMessageException {
    for (ReserveAnswer answer : List.of(ReserveAnswer.refused(9, "full"), ReserveAnswer.failed(9, "no answer"))) {
      comesBackEqual(answer);
    }
  }

  @Test
  void everyTypeIsTested() {
    assertThat(all().map(MessageType::of)).containsExactlyInAnyOrder(MessageType.values());
  }

  @ParameterizedTest
  @MethodSource("all")
  void comesBackEqual(Message message) throws BadMessageException {
    assertThat(Messages.decode(Messages.encode(message))).isEqualTo(message);
  }

  @ParameterizedTest
  @MethodSource("all")
  void everyCutIsNoticed(Message message) {
    byte[] bytes = Messages.encode(message);
    for (int length = 0; length < bytes.length; length++) {
      byte[] cut = Arrays.copyOf(bytes, length);
      assertThatThrownBy(() -> Messages.decode(cut)).isInstanceOf(BadMessageException.class);
    }
    assertThatThrownBy(() -> Messages.decode(Arrays.copyOf(bytes, bytes.length + 1))).isInstanceOf(BadMessageException.class)
        .hasMessageContaining("1 bytes too many");
  }

  @ParameterizedTest
  @MethodSource("all")
  void damageIsNoticedOrHarmless(Message message) {
    byte[] bytes = Messages.encode(message);
    Random random = new Random(1);
    for (int round = 0; round < 2000; round++) {
      byte[] damaged = bytes.clone();
      damaged[random.nextInt(damaged.length)] = (byte) random.nextInt();
      damaged[random.nextInt(damaged.length)] = (byte) random.nextInt();
      decodeOrRefuse(damaged);
    }
  }

  private static void decodeOrRefuse(byte[] damaged) {
    try {
      assertThat(Messages.decode(damaged)).isNotNull();
    } catch (BadMessageException e) {
      assertThat(e).hasMessageNotContaining("null");
    }
  }

  @Test
  void refusesOtherVersionsAndTypes() {
    assertThatThrownBy(() -> Messages.decode(new byte[] {21, 2})).hasMessageContaining("LIST_PROCESSES of version 2 (expected: 1");
    assertThatThrownBy(() -> Messages.decode(new byte[] {-1, 1})).hasMessageContaining("message of type -1");
    assertThatThrownBy(() -> Messages.decode(new byte[0])).hasMessage("message of 0 bytes (expected: at least 2)");
  }

  @Test
  void hugeLengthsAllocateNothing() {
    byte[] text = {13, 1, 0x7f, (byte) 0xff, (byte) 0xff, (byte) 0xff};
    byte[] reversed = {13, 1, (byte) 0xff, (byte) 0xff, (byte) 0xff, 0x7f};
    assertThatThrownBy(() -> Messages.decode(text)).isInstanceOf(BadMessageException.class).hasMessageContaining("expected: 0 to 0");
    assertThatThrownBy(() -> Messages.decode(reversed)).isInstanceOf(BadMessageException.class).hasMessageContaining("expected: 0 to 0");
  }

  @Test
  void tooLongMessagesAreNotSent() throws Exception {
    Records listing = new Records("x".repeat(20_000_000));
    assertThat(Messages.decode(Messages.encode(listing))).isEqualTo(listing);
    assertThatThrownBy(() -> Messages.encode(new Shutdown("x".repeat(Messages.MAX_BYTES)))).isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Shutdown takes more than 33554432 bytes");
  }

  @Test
  void tokensAreNotPrinted() {
    assertThat(all().map(String::valueOf)).noneMatch(text -> text.contains("secret"));
  }
}
