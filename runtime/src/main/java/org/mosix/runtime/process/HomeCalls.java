package org.mosix.runtime.process;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import java.io.IOException;
import org.mosix.link.Link;
import org.mosix.runtime.capture.World;
import org.mosix.runtime.jvm.Awaited;
import org.mosix.runtime.move.FrameType;
import org.mosix.runtime.syscall.SyscallLink;

/** System calls over the link to home, or to a file server. */
final class HomeCalls implements SyscallLink {

  private final Link link;
  private final World world;
  private final String who;

  HomeCalls(Link link, World world) {
    this(link, world, "home");
  }

  /** @param who is at the other end */
  HomeCalls(Link link, World world, String who) {
    this.link = link;
    this.world = world;
    this.who = who;
  }

  @Override
  public byte[] call(byte[] request) throws IOException {
    boolean outside = world.enterRuntime();
    try {
      Awaited<byte[]> answer = new Awaited<>();
      send(request, answer::complete);
      answer.await();
      if (answer.failure() != null) {
        throw (IOException) answer.failure();
      }
      return answer.value();
    } finally {
      world.leaveRuntime(outside);
    }
  }

  @Override
  public void send(byte[] request, Answered answered) {
    boolean outside = world.enterRuntime();
    try {
      link.call(FrameType.SYSCALL, Unpooled.wrappedBuffer(request)).whenComplete((reply, failure) -> {
        if (reply == null) {
          answered.answered(null, lost(failure));
          return;
        }
        byte[] answer = ByteBufUtil.getBytes(reply);
        reply.release();
        answered.answered(answer, null);
      });
    } finally {
      world.leaveRuntime(outside);
    }
  }

  private IOException lost(Throwable failure) {
    return new IOException(who + " does not answer: " + failure.getMessage(), failure);
  }
}
