package org.mosix.runtime.syscall;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import org.mosix.boot.RuntimeThread;

/** The thread that reads the next piece of a file while the program uses the last one. */
final class Prefetcher implements AutoCloseable {

  /** Reads it. */
  interface Reading {
    FilePiece read() throws IOException;
  }

  private final Deque<Order> orders = new ArrayDeque<>();
  private boolean started;
  private boolean closed;

  /** A piece, ordered, being read, or read. */
  private final class Order implements ReadAhead.Prefetch {
    private final Reading reading;
    private FilePiece piece;
    private boolean done;

    private Order(Reading reading) {
      this.reading = reading;
    }

    @Override
    public FilePiece await() {
      synchronized (orders) {
        // With many files the thread may be late: their readers do not wait for it.
        boolean waits = !orders.remove(this);
        boolean interrupted = false;
        while (waits && !done) {
          try {
            orders.wait();
          } catch (InterruptedException e) {
            interrupted = true;
          }
        }
        if (interrupted) {
          Thread.currentThread().interrupt();
        }
        return piece;
      }
    }
  }

  ReadAhead.Prefetch order(Reading reading) {
    Order order = new Order(reading);
    synchronized (orders) {
      if (!started) {
        started = true;
        new RuntimeThread(this::run, "mosix-ahead").start();
      }
      orders.add(order);
      orders.notifyAll();
    }
    return order;
  }

  private void run() {
    try {
      for (Order order = next(); order != null; order = next()) {
        FilePiece piece = null;
        try {
          piece = order.reading.read();
        } catch (IOException | RuntimeException e) {
          // The reader reads for itself, and is told.
        }
        synchronized (orders) {
          order.piece = piece;
          order.done = true;
          orders.notifyAll();
        }
      }
    } catch (InterruptedException e) {
      throw new IllegalStateException("somebody interrupts the runtime's threads", e);
    }
  }

  /** Null when nobody reads any more. */
  private Order next() throws InterruptedException {
    synchronized (orders) {
      while (orders.isEmpty() && !closed) {
        orders.wait();
      }
      return orders.poll();
    }
  }

  /** Nothing is read any more. */
  @Override
  public void close() {
    synchronized (orders) {
      closed = true;
      orders.notifyAll();
    }
  }
}
