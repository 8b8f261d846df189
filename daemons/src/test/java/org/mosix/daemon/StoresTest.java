package org.mosix.daemon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.mosix.balance.Bid;
import org.mosix.balance.Decision;
import org.mosix.balance.NodeMask;
import org.mosix.balance.Policy;
import org.mosix.balance.Tunable;
import org.mosix.balance.Tuning;
import org.mosix.link.message.Reserve;

/** What a daemon keeps: in files of its run directory, and in memory. */
@Timeout(30)
class StoresTest {

  private static final long PID = ProcessHandle.current().pid();

  @TempDir
  Path directory;

  @Test
  void policiesComeBack() throws Exception {
    Path file = directory.resolve("policy.json");
    PolicyStore store = new PolicyStore(file, Tuning.STANDARD, 0);
    store.change(policy -> policy.withExpel(true));
    store.tune(Tunable.WINDOW, 4);
    store.setCost(2, new PolicyStore.Cost(0.25, 50));
    PolicyStore again = new PolicyStore(file, Tuning.STANDARD.with(Tunable.WINDOW, 9), 30_000);
    assertThat(again.policy()).isEqualTo(Policy.OPEN.withBlock(true));
    assertThat(again.tuning().get(Tunable.WINDOW)).isEqualTo(4);
    assertThat(again.speed()).isEqualTo(30_000);
    assertThat(again.moveCosts().seconds(2, 50_000_000)).isEqualTo(1.25);
    assertThat(again.moveCosts().seconds(3, 0)).isEqualTo(Tunable.MOVE_FIXED.standard());
  }

  @Test
  void damagedFilesAreNamed() throws Exception {
    Path file = Files.writeString(directory.resolve("x"), "{damaged");
    assertThatThrownBy(() -> new PolicyStore(file, Tuning.STANDARD, 0)).isInstanceOf(IOException.class).hasMessageContaining(file + " is damaged");
    assertThatThrownBy(() -> new TermsStore(file)).isInstanceOf(IOException.class).hasMessageContaining(file + " is damaged");
    assertThatThrownBy(() -> new GuestBook(file)).isInstanceOf(IOException.class).hasMessageContaining(file + " is damaged");
  }

  @Test
  void termsBelongToAProcessAndNotToItsPid() throws Exception {
    Path file = directory.resolve("processes.json");
    Terms terms = new Terms(true, NodeMask.only(List.of(2, 3)), 7);
    new TermsStore(file).put(PID, terms);
    assertThat(new TermsStore(file).find(PID)).isEqualTo(terms);
    Files.writeString(file, Files.readString(file).replaceFirst("\"startMillis\":\\d+", "\"startMillis\":1"));
    assertThat(new TermsStore(file).find(PID)).isEqualTo(Terms.NONE);
  }

  @Test
  void guestsThatLiveAreRemembered() throws Exception {
    Path file = directory.resolve("guests.json");
    Reserve request = new Reserve(2, 4711, "instance", "VM", 1, List.of("-Xmx1g"), "Main");
    GuestBook book = new GuestBook(file);
    book.took(PID, request);
    book.took(Long.MAX_VALUE, request);
    assertThat(new GuestBook(file).find(PID)).contains(request);
    assertThat(new GuestBook(file).find(Long.MAX_VALUE)).isEmpty();
    book.ended(PID);
    assertThat(new GuestBook(file).find(PID)).isEmpty();
  }

  @Test
  void processThatCouldNotBeMovedIsLeftAloneForLongerEachTime() {
    Backoff backoff = new Backoff();
    assertThat(backoff.reason(1, 7, 0)).isEmpty();
    backoff.failed(1, 7, "pinned", 1000);
    assertThat(backoff.reason(1, 7, 1000)).contains("pinned (left alone for another 10 s)");
    assertThat(backoff.reason(1, 7, 11_000)).isEmpty();
    backoff.failed(1, 7, "pinned", 11_000);
    assertThat(backoff.reason(1, 7, 30_999)).isPresent();
    assertThat(backoff.reason(2, 7, 30_999)).isEmpty();
    backoff.succeeded(1, 7);
    assertThat(backoff.reason(1, 7, 11_001)).isEmpty();
  }

  @Test
  void lastStayAndAllMovesAreLogged() {
    DecisionLog log = new DecisionLog();
    log.add(decision(1, List.of()));
    log.add(decision(2, List.of()));
    log.add(decision(3, List.of(2))).tried(2, "done", "");
    log.add(decision(4, List.of()));
    log.add(decision(5, List.of()));
    assertThat(log.of(1, 7)).extracting(DecisionRecord::millis).containsExactly(2L, 3L, 5L);
    assertThat(log.of(1, 7).get(1).attempts()).containsExactly(new DecisionRecord.Attempt(2, "done", ""));
    assertThat(log.of(2, 7)).isEmpty();
    for (int i = 0; i < 100; i++) {
      log.add(decision(10 + i, List.of(2)));
    }
    assertThat(log.of(1, 7)).hasSize(16);
  }

  private static Decision decision(long at, List<Integer> targets) {
    return new Decision(at, 7, 1, 1, Decision.Cause.BALANCE, targets, new Bid(1, 1, 0, 0, 0, 0, ""), List.of(), "why");
  }
}
