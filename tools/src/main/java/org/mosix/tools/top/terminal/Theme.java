package org.mosix.tools.top.terminal;

import org.jline.utils.AttributedString;
import org.jline.utils.AttributedStringBuilder;
import org.jline.utils.AttributedStyle;
import org.mosix.tools.top.layout.Line;
import org.mosix.tools.top.layout.Role;

/** How the roles look: in the sixteen colours that every terminal with colours has, or without any. */
enum Theme {
  COLOURS {
    @Override
    AttributedStyle style(Role role) {
      AttributedStyle plain = AttributedStyle.DEFAULT;
      return switch (role) {
        case PLAIN -> plain;
        case DIM -> plain.foreground(AttributedStyle.BRIGHT + AttributedStyle.BLACK);
        case TITLE -> plain.bold();
        case HEADING -> plain.foreground(AttributedStyle.BLACK).background(AttributedStyle.GREEN);
        case SORTED -> plain.foreground(AttributedStyle.BLACK).background(AttributedStyle.CYAN);
        case LOW, GOOD -> plain.foreground(AttributedStyle.GREEN);
        case MIDDLE -> plain.foreground(AttributedStyle.YELLOW);
        case HIGH -> plain.foreground(AttributedStyle.RED);
        case BAD -> plain.foreground(AttributedStyle.RED).bold();
        case AWAY, KEY -> plain.foreground(AttributedStyle.CYAN);
        case SELECTED -> plain.foreground(AttributedStyle.BLACK).background(AttributedStyle.CYAN);
        case BOX -> plain.foreground(AttributedStyle.CYAN);
      };
    }
  },
  MONOCHROME {
    @Override
    AttributedStyle style(Role role) {
      AttributedStyle plain = AttributedStyle.DEFAULT;
      return switch (role) {
        case HEADING, TITLE, BAD, KEY -> plain.bold();
        case SORTED -> plain.bold().underline();
        case SELECTED -> plain.inverse();
        default -> plain;
      };
    }
  };

  abstract AttributedStyle style(Role role);

  AttributedString styled(Line line) {
    AttributedStringBuilder text = new AttributedStringBuilder();
    for (Line.Span span : line.spans()) {
      text.styled(style(span.role()), span.text());
    }
    return text.toAttributedString();
  }
}
