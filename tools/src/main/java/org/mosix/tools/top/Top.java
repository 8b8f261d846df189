package org.mosix.tools.top;

import java.io.IOException;
import java.time.Duration;
import java.time.ZoneId;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.jline.terminal.Size;
import org.jline.terminal.Terminal.Signal;
import org.mosix.daemon.FailureException;
import org.mosix.tools.top.keys.Key;
import org.mosix.tools.top.keys.Keys;
import org.mosix.tools.top.keys.Reaction;
import org.mosix.tools.top.layout.Frame;
import org.mosix.tools.top.layout.Glyphs;
import org.mosix.tools.top.layout.Layout;
import org.mosix.tools.top.model.History;
import org.mosix.tools.top.model.Listing;
import org.mosix.tools.top.model.Order;
import org.mosix.tools.top.model.Snapshot;
import org.mosix.tools.top.model.View;
import org.mosix.tools.top.terminal.Screen;

/**
 * The full screen. Everything that happens, keys, snapshots, signals and results of orders, comes to one thread as an event; it alone changes
 * what is shown.
 */
public final class Top {

  private final Source source;
  private final Screen screen;
  private final Glyphs glyphs;
  private final Duration interval;
  private final BlockingQueue<Runnable> events = new LinkedBlockingQueue<>();
  private final History history = new History();
  private Snapshot snapshot;
  private View view;
  private Size size;
  private int page = 1;
  private boolean ended;
  private RuntimeException failure;

  public Top(Source source, Screen screen, Glyphs glyphs, Duration interval, boolean readOnly) {
    this.source = source;
    this.screen = screen;
    this.glyphs = glyphs;
    this.interval = interval;
    view = View.initial(readOnly);
  }

  /** Runs until the user quits. */
  public void run(Snapshot first) throws InterruptedException {
    size = screen.size();
    updated(first);
    screen.on(Signal.WINCH, () -> events.add(this::resized));
    screen.on(Signal.INT, () -> events.add(() -> ended = true));
    screen.on(Signal.TSTP, () -> events.add(this::pause));
    daemon("mtop-keys", this::readKeys);
    daemon("mtop-source", this::watch);
    while (!ended) {
      draw();
      Runnable event = events.take();
      // what has come meanwhile costs one screen only
      for (; event != null && !ended; event = events.poll()) {
        event.run();
      }
    }
    if (failure != null) {
      throw failure;
    }
  }

  private void daemon(String name, Runnable body) {
    Thread thread = new Thread(() -> {
      try {
        body.run();
      } catch (RuntimeException e) {
        events.add(() -> fail(e));
      }
    }, name);
    thread.setDaemon(true);
    thread.start();
  }

  private void fail(RuntimeException why) {
    failure = why;
    ended = true;
  }

  private void readKeys() {
    Key key;
    do {
      key = screen.key();
      Key pressed = key;
      events.add(() -> press(pressed));
    } while (key.kind() != Key.Kind.END_OF_INPUT);
  }

  private void watch() {
    try {
      while (true) {
        Thread.sleep(interval.toMillis());
        try {
          Snapshot taken = source.take();
          events.add(() -> updated(taken));
        } catch (IOException | FailureException e) {
          events.add(() -> snapshot = snapshot.withTrouble(e.getMessage()));
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void updated(Snapshot taken) {
    snapshot = taken;
    history.add(taken);
  }

  private void resized() {
    size = screen.size();
    screen.forget();
  }

  /** Gives the terminal back and stops, as the key for that wants; goes on when the shell says so. */
  private void pause() {
    screen.leave();
    try {
      new ProcessBuilder("kill", "-STOP", String.valueOf(ProcessHandle.current().pid())).inheritIO().start().waitFor();
    } catch (IOException e) {
      view = view.withMessage("cannot pause: " + e.getMessage(), true);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    screen.enter();
    resized();
  }

  private void press(Key key) {
    Listing listing = Listing.of(snapshot, view);
    Reaction reaction = new Keys(listing, page, process -> source.prediction(snapshot).targets(process)).press(key, view.settled(listing));
    view = reaction.view();
    ended = reaction.quit();
    reaction.order().ifPresent(this::carryOut);
  }

  private void carryOut(Order order) {
    String name = order.process().pid() + ": " + order.text();
    view = view.withMessage(name + " ...", false);
    daemon("mtop-order", () -> {
      try {
        String done = source.carryOut(order);
        events.add(() -> view = view.withMessage(name + ": " + done, false));
      } catch (IOException | FailureException e) {
        events.add(() -> view = view.withMessage(name + ": " + e.getMessage(), true));
      }
    });
  }

  private void draw() {
    Listing listing = Listing.of(snapshot, view);
    view = view.settled(listing);
    Frame frame = new Layout(size.getColumns(), size.getRows(), glyphs, ZoneId.systemDefault()).frame(snapshot, history, view, listing);
    page = frame.page();
    view = view.withFirstRow(frame.firstRow()).withFirstNodes(frame.firstNodes());
    screen.show(frame, size);
  }
}
