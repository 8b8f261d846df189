package org.mosix.torture.programs;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.AsynchronousChannelGroup;
import java.nio.channels.AsynchronousCloseException;
import java.nio.channels.AsynchronousServerSocketChannel;
import java.nio.channels.AsynchronousSocketChannel;
import java.nio.channels.CompletionHandler;
import java.nio.channels.InterruptedByTimeoutException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/** Asynchronous channels of every kind of group: an echo server of handlers, clients of futures and of handlers, time-outs, closing. */
public final class AsynchronousChannels {

  private static volatile boolean leaving;

  /** Fails the program unless it is about to end. */
  abstract static class Handler<V, A> implements CompletionHandler<V, A> {
    @Override
    public void failed(Throwable failure, A attachment) {
      if (!leaving) {
        Check.fail("handler: " + failure);
      }
    }
  }

  static AsynchronousServerSocketChannel bound(AsynchronousChannelGroup group) throws IOException {
    return AsynchronousServerSocketChannel.open(group).bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
  }

  /** Echoes whatever comes on a connection, until its end. */
  static final class Echo extends Handler<Integer, AsynchronousSocketChannel> {
    private final ByteBuffer buffer = ByteBuffer.allocateDirect(3000);
    private boolean writing;

    @Override
    public void completed(Integer n, AsynchronousSocketChannel channel) {
      Work.spin(n);
      if (n < 0) {
        close(channel);
        return;
      }
      if (!writing) {
        buffer.flip();
        writing = true;
      }
      if (buffer.hasRemaining()) {
        channel.write(buffer, channel, this);
      } else {
        writing = false;
        buffer.clear();
        channel.read(buffer, channel, this);
      }
    }

    private static void close(AsynchronousSocketChannel channel) {
      try {
        channel.close();
      } catch (IOException e) {
        Check.fail("close: " + e);
      }
    }
  }

  static void serve(AsynchronousServerSocketChannel server) {
    server.accept(null, new Handler<AsynchronousSocketChannel, Void>() {
      @Override
      public void completed(AsynchronousSocketChannel accepted, Void nothing) {
        server.accept(null, this);
        Echo echo = new Echo();
        accepted.read(echo.buffer, accepted, echo);
      }
    });
  }

  /** Sends numbers and checks their echo, one chunk at a time, all in handlers. */
  static final class Talk extends Handler<Long, Integer> {
    private static final int NUMBERS = 500;
    private final AsynchronousSocketChannel channel;
    private final Rounds rounds;
    private final ByteBuffer[] out = {ByteBuffer.allocate(8 * NUMBERS), ByteBuffer.allocateDirect(8)};
    private final ByteBuffer[] in = {ByteBuffer.allocateDirect(40), ByteBuffer.allocate(8 * NUMBERS - 32)};
    final CompletableFuture<Long> over = new CompletableFuture<>();
    private long sent;
    private long got;

    Talk(AsynchronousSocketChannel channel, Rounds rounds) {
      this.channel = channel;
      this.rounds = rounds;
    }

    void begin() {
      out[0].clear();
      out[1].clear();
      for (int i = 0; i < NUMBERS; i++) {
        out[0].putLong(sent++);
      }
      out[1].putLong(sent++);
      out[0].flip();
      out[1].flip();
      channel.write(out, 0, 2, 0, TimeUnit.SECONDS, 0, this);
    }

    @Override
    public void completed(Long n, Integer reading) {
      if (out[1].hasRemaining()) {
        channel.write(out, 0, 2, 0, TimeUnit.SECONDS, 0, this);
      } else if (reading == 0) {
        in[0].clear();
        in[1].clear();
        channel.read(in, 0, 2, 60, TimeUnit.SECONDS, 1, this);
      } else if (n < 0) {
        Check.fail("the connection ended");
      } else if (in[1].hasRemaining()) {
        channel.read(in, 0, 2, 60, TimeUnit.SECONDS, 1, this);
      } else {
        check(in[0]);
        check(in[1]);
        if (rounds.more()) {
          begin();
        } else {
          over.complete(got);
        }
      }
    }

    private void check(ByteBuffer buffer) {
      for (buffer.flip(); buffer.hasRemaining();) {
        Check.equal("next number", got++, buffer.getLong());
      }
    }
  }

  static Talk talk(AsynchronousChannelGroup group, SocketAddress server, Rounds rounds) throws IOException {
    AsynchronousSocketChannel channel = AsynchronousSocketChannel.open(group);
    Talk talk = new Talk(channel, rounds);
    channel.connect(server, null, new Handler<Void, Void>() {
      @Override
      public void completed(Void nothing, Void attachment) {
        talk.begin();
      }
    });
    return talk;
  }

  /** A connection of its own, by futures. */
  static void exchange(SocketAddress server, AsynchronousChannelGroup group, int n) throws Exception {
    try (AsynchronousSocketChannel channel = AsynchronousSocketChannel.open(group)) {
      channel.connect(server).get();
      ByteBuffer out = ByteBuffer.allocate(4).putInt(0, n);
      while (out.hasRemaining()) {
        channel.write(out).get();
      }
      ByteBuffer in = ByteBuffer.allocate(4);
      while (in.hasRemaining()) {
        Check.holds("an echo", channel.read(in).get(1, TimeUnit.MINUTES) > 0);
      }
      Check.equal("echo", n, in.getInt(0));
    }
  }

  /** Nobody writes: a read ends by its time-out, not too early, and the next one by closing. */
  static void timeOut(SocketAddress server) throws Exception {
    AsynchronousSocketChannel channel = AsynchronousSocketChannel.open();
    channel.connect(server).get();
    CompletableFuture<Throwable> late = new CompletableFuture<>();
    long start = System.nanoTime();
    channel.read(ByteBuffer.allocate(1), 70, TimeUnit.MILLISECONDS, late, new CompletionHandler<Integer, CompletableFuture<Throwable>>() {
      @Override
      public void completed(Integer n, CompletableFuture<Throwable> result) {
        result.complete(new AssertionError("read " + n));
      }

      @Override
      public void failed(Throwable failure, CompletableFuture<Throwable> result) {
        result.complete(failure);
      }
    });
    Check.equal("time-out", InterruptedByTimeoutException.class, late.get().getClass());
    Check.holds("not too early", System.nanoTime() - start >= TimeUnit.MILLISECONDS.toNanos(69));
    channel.close();
  }

  static void closed(Future<?> pending, AutoCloseable channel) throws Exception {
    Check.holds("still waiting", !pending.isDone());
    channel.close();
    try {
      pending.get();
      Check.fail("ended without an exception");
    } catch (ExecutionException e) {
      Check.equal("closed", AsynchronousCloseException.class, e.getCause().getClass());
    }
  }

  /** A group made, used and ended wherever the program is. */
  static void passing(SocketAddress server, int n) throws Exception {
    AsynchronousChannelGroup group = AsynchronousChannelGroup.withThreadPool(Executors.newSingleThreadExecutor());
    exchange(server, group, n);
    group.shutdown();
    Check.holds("terminated", group.awaitTermination(1, TimeUnit.MINUTES));
  }

  public static void main(String[] args) throws Exception {
    Rounds rounds = Rounds.of(args);
    AsynchronousChannelGroup fixed = AsynchronousChannelGroup.withFixedThreadPool(2, Executors.defaultThreadFactory());
    AsynchronousChannelGroup cached = AsynchronousChannelGroup.withCachedThreadPool(Executors.newCachedThreadPool(), 1);
    AsynchronousServerSocketChannel server = bound(null);
    AsynchronousServerSocketChannel pooled = bound(fixed);
    AsynchronousServerSocketChannel silent = bound(cached);
    serve(server);
    serve(pooled);
    AsynchronousSocketChannel waiting = AsynchronousSocketChannel.open(cached);
    Future<AsynchronousSocketChannel> first = silent.accept();
    waiting.connect(silent.getLocalAddress()).get();
    AsynchronousSocketChannel idle = first.get();
    Future<AsynchronousSocketChannel> nobody = silent.accept();
    Future<Integer> nothing = waiting.read(ByteBuffer.allocate(10));
    ConcurrentLinkedQueue<Talk> talks = new ConcurrentLinkedQueue<>();
    for (AsynchronousChannelGroup group : new AsynchronousChannelGroup[] {null, fixed, cached}) {
      talks.add(talk(group, server.getLocalAddress(), rounds));
      talks.add(talk(group, pooled.getLocalAddress(), rounds));
    }
    int n = 0;
    do {
      exchange(server.getLocalAddress(), null, n);
      exchange(pooled.getLocalAddress(), fixed, n);
      passing(pooled.getLocalAddress(), n);
      timeOut(server.getLocalAddress());
      n++;
    } while (rounds.more());
    for (Talk talk : talks) {
      Check.holds("numbers came back", talk.over.get(1, TimeUnit.MINUTES) > 0);
    }
    leaving = true;
    closed(nothing, waiting);
    closed(nobody, silent);
    idle.close();
    fixed.shutdownNow();
    cached.shutdownNow();
    Check.holds("fixed group", fixed.awaitTermination(1, TimeUnit.MINUTES));
    Check.holds("cached group", cached.awaitTermination(1, TimeUnit.MINUTES));
    Check.ok();
  }
}
