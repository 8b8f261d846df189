package org.mosix.torture.programs;

import java.text.ChoiceFormat;
import java.text.FieldPosition;
import java.text.Format;
import java.text.MessageFormat;
import java.text.ParsePosition;
import java.util.Arrays;
import java.util.Date;
import java.util.Locale;

/** MessageFormat and ChoiceFormat with formats of the program inside, and arguments whose toString works. */
public final class MessageFormats {
  static final class Spun extends Format {
    private static final long serialVersionUID = 1;

    @Override
    public StringBuffer format(Object o, StringBuffer to, FieldPosition position) {
      return to.append('<').append(Work.spin((Integer) o)).append('>');
    }

    @Override
    public Object parseObject(String source, ParsePosition position) {
      position.setIndex(source.length());
      return source;
    }
  }

  static final class Slow {
    @Override
    public String toString() {
      return "slow " + Work.spin(4) % 100;
    }
  }

  public static void main(String[] args) throws Exception {
    MessageFormat kept = new MessageFormat("{0} of {1,number,#.#} on {2,date,yyyy} are {3,choice,0#none|1#one|1<many {3}} {4}", Locale.ROOT);
    kept.setFormatByArgumentIndex(0, new Spun());
    Rounds.equal(args, "messages", () -> kept.format(new Object[] {3, 4.25, new Date(1_500_000_000_000L), Work.spin(2) & 3, new Slow()})
        + Arrays.toString(new MessageFormat("{0}-{1}").parse("a-b")) + new ChoiceFormat("0#few|5#many").format(7));
  }
}
