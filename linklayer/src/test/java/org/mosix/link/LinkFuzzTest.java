package org.mosix.link;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.buffer.UnpooledByteBufAllocator;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.ssl.SslHandshakeCompletionEvent;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Streams of frames with random changes, as if from another end that has the key of the cluster and is mad: behind TLS, at the accepting end. */
@Timeout(1800)
class LinkFuzzTest {

  /** Mutated frames; by hand -Dmosix.fuzz=1000000. */
  private static final int FUZZ = Integer.getInteger("mosix.fuzz", 30_000);
  /** So that a length may be believed often. */
  private static final int MAX_PAYLOAD = 4096;

  private final Random random = new Random(23);
  private final UnpooledByteBufAllocator memory = new UnpooledByteBufAllocator(true);
  private final Sessions sessions = new Sessions();
  private final Set<Link> open = ConcurrentHashMap.newKeySet();
  private int frames;
  private int handled;
  private int opened;

  private final class Answering implements Link.Handler {
    @Override
    public void opened(Link link) {
      opened++;
      open.add(link);
    }

    @Override
    public void frame(Link link, byte type, long id, ByteBuf payload) {
      handled++;
      link.reply(id, Unpooled.copyInt(payload.readableBytes()));
    }

    @Override
    public void closed(Link link, Throwable causeOrNull) {
      open.remove(link);
    }
  }

  private EmbeddedChannel connection() {
    Pulse pulse = new Pulse();
    EmbeddedChannel channel = new EmbeddedChannel();
    channel.config().setAllocator(memory);
    channel.pipeline().addLast(pulse, new FrameDecoder(MAX_PAYLOAD), FrameEncoder.INSTANCE,
        new AcceptingProtocol(Answering::new, sessions).with(pulse));
    channel.pipeline().fireUserEventTriggered(SslHandshakeCompletionEvent.SUCCESS);
    return channel;
  }

  private void frame(ByteBuf to, int type, long id, int payload) {
    frames++;
    to.writeInt(9 + payload).writeByte(type).writeLong(id);
    for (int i = 0; i < payload; i++) {
      to.writeByte(random.nextInt());
    }
  }

  /** An opening, of a plain link or one that lasts no longer than its connection, and what a link may carry. */
  private ByteBuf stream() {
    ByteBuf stream = Unpooled.buffer();
    int kind = random.nextInt(3);
    frames++;
    stream.writeInt(9 + (kind == 0 ? 1 : 25)).writeByte(Link.OPENING).writeLong(0).writeByte(kind);
    if (kind > 0) {
      stream.writeLong(random.nextInt(3)).writeLong(random.nextInt(100)).writeLong(0);
    }
    for (int more = random.nextInt(8); more > 0; more--) {
      frame(stream, random.nextInt(3) == 0 ? -random.nextInt(11) : random.nextInt(4), random.nextInt(5), random.nextInt(60));
    }
    return stream;
  }

  private void mutate(ByteBuf stream) {
    for (int change = random.nextInt(4); change > 0; change--) {
      stream.setByte(random.nextInt(stream.readableBytes()), random.nextInt());
    }
    if (random.nextInt(5) == 0) {
      stream.writerIndex(1 + random.nextInt(stream.readableBytes()));
    }
  }

  private void feed(EmbeddedChannel channel, ByteBuf stream) {
    while (stream.isReadable() && channel.isOpen()) {
      channel.writeInbound(stream.readBytes(Math.min(stream.readableBytes(), 1 + random.nextInt(60))));
      channel.runPendingTasks();
      channel.releaseOutbound();
    }
    stream.release();
  }

  @Test
  void nothingThatAnotherEndSendsThrowsOrStays() throws Exception {
    int connections = 0;
    while (frames < FUZZ) {
      EmbeddedChannel channel = connection();
      connections++;
      ByteBuf stream = stream();
      mutate(stream);
      feed(channel, stream);
      // an exception that the protocol did not take for a bad frame comes out here
      channel.checkException();
      channel.finishAndReleaseAll();
    }
    System.out.println(frames + " frames on " + connections + " connections: " + opened + " links opened, " + handled + " frames handled");
    assertThat(opened).isGreaterThan(connections / 20);
    assertThat(handled).isGreaterThan(connections / 20);
    // those that were given a long patience wait for the other end, and hold nothing that ending them does not give back
    while (!open.isEmpty()) {
      open.forEach(Link::close);
      TimeUnit.MILLISECONDS.sleep(10);
    }
    assertThat(memory.metric().usedDirectMemory()).isZero();
    assertThat(memory.metric().usedHeapMemory()).isZero();
  }
}
