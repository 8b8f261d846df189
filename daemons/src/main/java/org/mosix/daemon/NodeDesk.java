package org.mosix.daemon;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import java.io.IOException;
import java.util.concurrent.ExecutorService;
import org.mosix.link.Link;
import org.mosix.link.NodeChannel;
import org.mosix.link.RefusedException;
import org.mosix.link.message.Administer;
import org.mosix.link.message.AliveAnswer;
import org.mosix.link.message.AliveQuery;
import org.mosix.link.message.Message;
import org.mosix.link.message.Messages;
import org.mosix.link.message.Migrate;
import org.mosix.link.message.Refused;
import org.mosix.link.message.Reserve;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Talks to the other nodes of the cluster over authenticated links; every frame is a call with a message, answered by a message. */
final class NodeDesk implements Link.Handler {

  private static final Logger LOG = LoggerFactory.getLogger(NodeDesk.class);

  private final NodeDaemon daemon;
  private final AdminDesk admin;
  private final ExecutorService threads;

  NodeDesk(NodeDaemon daemon, AdminDesk admin, ExecutorService threads) {
    this.daemon = daemon;
    this.admin = admin;
    this.threads = threads;
  }

  @Override
  public void frame(Link link, byte type, long id, ByteBuf payload) {
    if (type != NodeChannel.MESSAGE) {
      throw new IllegalStateException("frame of type " + type + " (expected: " + NodeChannel.MESSAGE + ")");
    }
    byte[] bytes = ByteBufUtil.getBytes(payload);
    threads.execute(() -> answer(link, id, bytes));
  }

  private void answer(Link link, long id, byte[] bytes) {
    try {
      Message answer = answerTo(Messages.decode(bytes));
      link.reply(id, Unpooled.wrappedBuffer(Messages.encode(answer)));
    } catch (IOException e) {
      LOG.warn("from {}: {}", link.remoteAddress(), e.getMessage());
      link.fail(id, e.getMessage());
      link.close();
    } catch (RuntimeException e) {
      LOG.error("request from {}", link.remoteAddress(), e);
      link.fail(id, "the daemon failed: " + e);
    }
  }

  Message answerTo(Message request) throws IOException {
    if (request instanceof Reserve reserve) {
      return reserve(reserve);
    } else if (request instanceof AliveQuery query) {
      return new AliveAnswer(daemon.processes().find(query.pid()).isPresent() || ProcessHandle.of(query.pid()).isPresent());
    } else if (request instanceof Migrate migrate) {
      return daemon.moves().migrateForNode(migrate);
    } else if (request instanceof Administer administer) {
      return admin.answer(administer, true);
    }
    throw new IOException(request.getClass().getSimpleName() + " from another node (expected: Reserve, AliveQuery, Migrate or Administer)");
  }

  private Message reserve(Reserve request) {
    try {
      daemon.doorkeeper().require(request);
      return daemon.guests().reserve(request);
    } catch (RefusedException e) {
      LOG.info("refused process {} of node {}: {}", request.pid(), request.homeNode(), e.getMessage());
      return new Refused(e.getMessage());
    }
  }

  @Override
  public void closed(Link link, Throwable causeOrNull) {
    if (causeOrNull != null) {
      LOG.debug("link with {} ended: {}", link.remoteAddress(), causeOrNull.toString());
    }
  }
}
