package org.mosix.info;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.mosix.info.Announcement.Kind;
import org.mosix.link.NodeAddress;

@Timeout(60)
class RosterTest {

  private static final NodeAddress SELF = new NodeAddress(1, "10.0.0.1", 4660);
  private static final NodeAddress TWO = new NodeAddress(2, "10.0.0.2", 4660);

  private final Roster roster = new Roster(SELF);

  @Test
  void nodesComeStayWhileTheySpeakAndGoWhenTheyDoNot() {
    assertThat(roster.hear(new Announcement(Kind.HELLO, TWO), 0)).isTrue();
    assertThat(roster.hear(new Announcement(Kind.HERE, TWO), 900)).isFalse();
    assertThat(roster.nodes()).containsExactly(SELF, TWO);
    assertThat(roster.age(1900, 1000)).isFalse();
    assertThat(roster.age(1901, 1000)).isTrue();
    assertThat(roster.nodes()).containsExactly(SELF);
  }

  @Test
  void nodesThatSayGoodByeAreGoneAtOnce() {
    roster.hear(new Announcement(Kind.HERE, TWO), 0);
    assertThat(roster.hear(new Announcement(Kind.BYE, TWO), 1)).isTrue();
    assertThat(roster.hear(new Announcement(Kind.BYE, TWO), 2)).isFalse();
    assertThat(roster.nodes()).containsExactly(SELF);
  }

  @Test
  void theFirstOfTwoNodesWithOneNumberOrAddressHasItUntilItIsGone() {
    NodeAddress other = new NodeAddress(2, "10.0.9.2", 4660);
    roster.hear(new Announcement(Kind.HERE, TWO), 0);
    assertThat(roster.hear(new Announcement(Kind.HERE, other), 1)).isFalse();
    assertThat(roster.hear(new Announcement(Kind.HERE, new NodeAddress(3, "10.0.0.2", 4660)), 1)).isFalse();
    assertThat(roster.hear(new Announcement(Kind.HERE, new NodeAddress(1, "10.0.0.9", 4660)), 1)).isFalse();
    assertThat(roster.conflicts()).isEqualTo(3);
    // neither does the other one's good-bye end it
    roster.hear(new Announcement(Kind.BYE, other), 2);
    assertThat(roster.nodes()).containsExactly(SELF, TWO);
    roster.age(5000, 1000);
    assertThat(roster.hear(new Announcement(Kind.HERE, other), 5001)).isTrue();
    assertThat(roster.nodes()).containsExactly(SELF, other);
  }

  @Test
  void whatThisNodeSaidInAnEarlierRunIsNoConflict() {
    assertThat(roster.hear(new Announcement(Kind.BYE, SELF), 0)).isFalse();
    assertThat(roster.conflicts()).isZero();
    assertThat(roster.nodes()).containsExactly(SELF);
  }
}
