package org.mosix.tools.top.terminal;

import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.IOError;
import java.nio.charset.Charset;
import org.jline.keymap.BindingReader;
import org.jline.keymap.KeyMap;
import org.jline.terminal.Terminal;
import org.jline.utils.ClosedException;
import org.jline.utils.InfoCmp.Capability;
import org.jline.utils.NonBlocking;
import org.mosix.tools.top.keys.Key;
import org.mosix.tools.top.keys.Key.Kind;

/** Turns what a terminal sends into keys. */
final class Keyboard {

  /** After this many milliseconds an escape character was the key Escape and not the beginning of another. */
  private static final long ESCAPE_MILLIS = 50;

  private final BindingReader reader;
  private final KeyMap<Kind> keys = new KeyMap<>();

  /** Reads standard input itself: JLine's own stream sets the terminal to its taste when it reads, also after that was given back. */
  Keyboard(Terminal terminal, Charset charset) {
    reader = new BindingReader(NonBlocking.nonBlocking("mtop-input", new FileInputStream(FileDescriptor.in), charset));
    bind(terminal, Kind.UP, Capability.key_up, "\033[A", "\033OA");
    bind(terminal, Kind.DOWN, Capability.key_down, "\033[B", "\033OB");
    bind(terminal, Kind.PAGE_UP, Capability.key_ppage, "\033[5~");
    bind(terminal, Kind.PAGE_DOWN, Capability.key_npage, "\033[6~");
    bind(terminal, Kind.HOME, Capability.key_home, "\033[H", "\033OH", "\033[1~");
    bind(terminal, Kind.END, Capability.key_end, "\033[F", "\033OF", "\033[4~");
    bind(terminal, Kind.BACKSPACE, Capability.key_backspace, "\177", "\b");
    bind(terminal, Kind.HELP, Capability.key_f1, "\033OP", "\033[11~");
    bind(terminal, Kind.FILTER, Capability.key_f4, "\033OS", "\033[14~");
    bind(terminal, Kind.TREE, Capability.key_f5, "\033[15~");
    bind(terminal, Kind.MOVE, Capability.key_f7, "\033[18~");
    bind(terminal, Kind.KILL, Capability.key_f9, "\033[20~");
    bind(terminal, Kind.QUIT, Capability.key_f10, "\033[21~");
    keys.bind(Kind.QUIT, "\003");
    keys.bind(Kind.CLEAR_LINE, "\025");
    keys.bind(Kind.ENTER, "\r", "\n");
    keys.bind(Kind.ESCAPE, "\033");
    keys.setUnicode(Kind.CHARACTER);
    for (char c = ' '; c < 127; c++) {
      keys.bind(Kind.CHARACTER, String.valueOf(c));
    }
    keys.setAmbiguousTimeout(ESCAPE_MILLIS);
  }

  private void bind(Terminal terminal, Kind kind, Capability capability, String... usual) {
    String own = KeyMap.key(terminal, capability);
    if (own != null && !own.isEmpty()) {
      keys.bind(kind, own);
    }
    keys.bind(kind, usual);
  }

  /** Waits for the next key; {@link Kind#END_OF_INPUT} if the terminal is gone. */
  Key next() {
    try {
      Kind kind = reader.readBinding(keys);
      if (kind == null) {
        return Key.of(Kind.END_OF_INPUT);
      }
      return kind == Kind.CHARACTER ? Key.character(reader.getLastBinding()) : Key.of(kind);
    } catch (IOError e) {
      if (e.getCause() instanceof ClosedException) {
        return Key.of(Kind.END_OF_INPUT);
      }
      throw e;
    }
  }
}
