package org.mosix.daemon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.mosix.link.ClusterKey;
import org.mosix.link.ClusterKeyMaker;
import org.mosix.link.Link;
import org.mosix.link.NodeAddress;
import org.mosix.link.NodeChannel;
import org.mosix.link.message.AliveAnswer;
import org.mosix.link.message.AliveQuery;
import org.mosix.link.message.Messages;
import org.mosix.link.message.StopDaemon;

@Timeout(60)
class NodeDeskTest {

  @TempDir
  Path directory;
  private Cluster cluster;
  private NodeAddress node;
  private ClusterKey key;

  @BeforeEach
  void start() throws Exception {
    cluster = new Cluster(directory, 1);
    cluster.start(1, 0, "");
    node = cluster.map().find(1).orElseThrow();
    key = ClusterKey.load(cluster.keyDirectory());
  }

  @AfterEach
  void stop() {
    cluster.close();
  }

  @Test
  void otherClusterIsNotAnswered() throws Exception {
    Path other = directory.resolve("other");
    new ClusterKeyMaker().make(other);
    ClusterKey wrong = ClusterKey.load(other);
    assertThatThrownBy(() -> NodeChannel.connect(wrong, node, Cluster.SOON)).isInstanceOf(IOException.class)
        .hasMessageContaining("cannot link to");
  }

  @Test
  void tellsWhichProcessesExist() throws Exception {
    try (NodeChannel channel = cluster.channel(1)) {
      long alive = ProcessHandle.current().pid();
      assertThat(channel.ask(new AliveQuery(alive), AliveAnswer.class, Cluster.SOON).alive()).isTrue();
      assertThat(channel.ask(new AliveQuery(Long.MAX_VALUE), AliveAnswer.class, Cluster.SOON).alive()).isFalse();
    }
  }

  @Test
  void refusesWhatOnlyToolsOfThisMachineMayAsk() throws Exception {
    try (NodeChannel channel = cluster.channel(1)) {
      assertThatThrownBy(() -> channel.ask(new StopDaemon(true), Cluster.SOON)).isInstanceOf(IOException.class)
          .hasMessageContaining("StopDaemon from another node (expected: Reserve");
    }
    assertThat(cluster.client(1)).isNotNull();
  }

  @Test
  void garbageEndsTheLink() throws Exception {
    assertLinkEnds(NodeChannel.MESSAGE, new byte[] {99, 99, 99});
    assertLinkEnds((byte) 2, Messages.encode(new AliveQuery(1)));
  }

  private void assertLinkEnds(byte type, byte[] payload) throws Exception {
    CompletableFuture<String> closed = new CompletableFuture<>();
    Link link = Link.connect(key, node.socketAddress(), new Link.Handler() {
      @Override
      public void frame(Link at, byte kind, long id, ByteBuf bytes) {
        closed.completeExceptionally(new AssertionError("a frame"));
      }

      @Override
      public void closed(Link at, Throwable causeOrNull) {
        closed.complete("closed");
      }
    }, Cluster.SOON);
    CompletableFuture<ByteBuf> answer = link.call(type, Unpooled.wrappedBuffer(payload));
    assertThatThrownBy(answer::get).hasCauseInstanceOf(IOException.class);
    assertThat(closed.get()).isEqualTo("closed");
  }
}
