package org.mosix.tools.top.terminal;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOError;
import java.io.IOException;
import java.io.PrintStream;
import java.io.StringWriter;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import org.jline.terminal.Attributes;
import org.jline.terminal.Attributes.ControlChar;
import org.jline.terminal.Attributes.InputFlag;
import org.jline.terminal.Attributes.LocalFlag;
import org.jline.terminal.Size;
import org.jline.terminal.Terminal;
import org.jline.terminal.Terminal.Signal;
import org.jline.terminal.TerminalBuilder;
import org.jline.utils.AttributedString;
import org.jline.utils.Curses;
import org.jline.utils.Display;
import org.jline.utils.InfoCmp.Capability;
import org.mosix.tools.top.keys.Key;
import org.mosix.tools.top.layout.Frame;

/**
 * The terminal while the program has all of it: raw, on the alternate screen, without a cursor. {@link #close} puts everything back, from any
 * thread and as often as one likes.
 */
public final class Screen implements AutoCloseable {

  private final Terminal terminal;
  private final Theme theme;
  private final Keyboard keyboard;
  private final Display display;
  private final String goodbye;
  private Attributes before;
  private boolean open;

  private Screen(Terminal terminal, Charset charset, Theme theme) {
    this.terminal = terminal;
    this.theme = theme;
    keyboard = new Keyboard(terminal, charset);
    display = new Display(terminal, true);
    goodbye = goodbye();
    Runtime.getRuntime().addShutdownHook(new Thread(this::leaveAtEnd, "mtop-restore"));
  }

  /**
   * Takes the terminal.
   *
   * @param colours if the terminal has them
   * @param unicode whether it shows UTF-8
   * @throws IOException if standard input or output is none, or it cannot place the cursor
   */
  public static Screen open(boolean colours, boolean unicode) throws IOException {
    Charset charset = unicode ? StandardCharsets.UTF_8 : StandardCharsets.US_ASCII;
    Terminal terminal;
    try {
      // the provider that needs no native library, so that no JDK warns of one
      terminal = TerminalBuilder.builder().system(true).dumb(false).provider("exec").encoding(charset).nativeSignals(true)
          .signalHandler(Terminal.SignalHandler.SIG_DFL).build();
    } catch (IllegalStateException | IOException e) {
      throw new IOException("no terminal on standard input and output (expected: one, or --once)", e);
    }
    if (terminal.getStringCapability(Capability.cursor_address) == null) {
      String type = terminal.getType();
      terminal.close();
      throw new IOException("terminal of type " + type + " cannot place the cursor (expected: another TERM, or --once)");
    }
    Integer most = terminal.getNumericCapability(Capability.max_colors);
    Theme theme = colours && most != null && most >= 8 ? Theme.COLOURS : Theme.MONOCHROME;
    Screen screen = new Screen(terminal, charset, theme);
    try {
      screen.enter();
    } catch (IOError e) {
      // stty was stopped or ended.
      throw new IOException("the terminal cannot be taken: " + e.getCause().getMessage() + " (expected: mtop in the foreground, or --once)", e);
    }
    return screen;
  }

  /** Takes the terminal, at first or after a pause. */
  public synchronized void enter() {
    if (open) {
      return;
    }
    before = terminal.getAttributes();
    terminal.setAttributes(raw(before));
    open = true;
    terminal.puts(Capability.enter_ca_mode);
    terminal.puts(Capability.keypad_xmit);
    terminal.puts(Capability.cursor_invisible);
    terminal.puts(Capability.clear_screen);
    terminal.flush();
    display.clear();
  }

  /** Each key as it comes, unseen; but interrupts and pauses still are signals. */
  private static Attributes raw(Attributes cooked) {
    Attributes raw = new Attributes(cooked);
    raw.setLocalFlags(EnumSet.of(LocalFlag.ICANON, LocalFlag.ECHO, LocalFlag.IEXTEN), false);
    raw.setInputFlags(EnumSet.of(InputFlag.IXON, InputFlag.ICRNL, InputFlag.INLCR), false);
    raw.setControlChar(ControlChar.VMIN, 1);
    raw.setControlChar(ControlChar.VTIME, 0);
    return raw;
  }

  /** Gives the terminal back as it was. */
  public synchronized void leave() {
    if (open) {
      leaveScreen();
      terminal.setAttributes(before);
    }
  }

  /**
   * The same when the JVM is told to end, by TERM or HUP: JLine's own hook puts the attributes back and closes its streams, before this or
   * after it.
   */
  private synchronized void leaveAtEnd() {
    if (open) {
      leaveScreen();
    }
  }

  /** Past the streams of the terminal, which may be closed. */
  private void leaveScreen() {
    open = false;
    PrintStream out = new PrintStream(new FileOutputStream(FileDescriptor.out));
    out.print(goodbye);
    out.flush();
  }

  private String goodbye() {
    StringWriter text = new StringWriter();
    for (Capability capability : List.of(Capability.exit_attribute_mode, Capability.cursor_normal, Capability.keypad_local, Capability.exit_ca_mode)) {
      String sequence = terminal.getStringCapability(capability);
      if (sequence != null) {
        Curses.tputs(text, sequence);
      }
    }
    return text.toString();
  }

  /** Has {@code action} done when the window has another size, and so on. */
  public void on(Signal signal, Runnable action) {
    terminal.handle(signal, got -> action.run());
  }

  /** Asks the terminal. */
  public Size size() {
    Size size = terminal.getSize();
    // some say nothing at all of their size
    return size.getColumns() > 0 && size.getRows() > 0 ? size : new Size(80, 24);
  }

  /** Waits for a key. */
  public Key key() {
    return keyboard.next();
  }

  /** Shows {@code frame} on a screen of {@code size}; what is there already is not sent again. */
  public synchronized void show(Frame frame, Size size) {
    if (!open) {
      return;
    }
    display.resize(size.getRows(), size.getColumns());
    List<AttributedString> lines = new ArrayList<>();
    frame.lines().forEach(line -> lines.add(theme.styled(line)));
    boolean typing = frame.cursorRow() >= 0;
    display.update(lines, typing ? size.cursorPos(frame.cursorRow(), frame.cursorColumn()) : 0, false);
    terminal.puts(typing ? Capability.cursor_normal : Capability.cursor_invisible);
    terminal.flush();
  }

  /** Has everything sent again with the next frame. */
  public synchronized void forget() {
    display.clear();
  }

  @Override
  public void close() throws IOException {
    leave();
    terminal.close();
  }
}
