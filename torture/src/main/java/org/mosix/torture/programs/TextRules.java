package org.mosix.torture.programs;

import java.text.AttributedString;
import java.text.Bidi;
import java.text.BreakIterator;
import java.text.Collator;
import java.text.Normalizer;
import java.text.RuleBasedCollator;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Collators, break iterators, normalizers and bidirectional text: rules kept, texts compared and cut half way. */
public final class TextRules {
  static String round(Collator collator, RuleBasedCollator own, BreakIterator words) {
    List<String> sorted = new ArrayList<>(List.of("zebra", "\u00e9tude", "Zoo", "etude", "\u00c4pfel", "apfel"));
    sorted.sort((a, b) -> Work.spin(a.length()) == 0 ? 0 : collator.compare(a, b));
    StringBuilder out = new StringBuilder().append(sorted).append(own.compare("cab", "abc"));
    out.append(own.getCollationKey("b").compareTo(own.getCollationKey("c")));
    words.setText("One, two: it's three-fold.");
    for (int at = words.first(); at != BreakIterator.DONE; at = words.next()) {
      out.append(at).append(Work.spin(at) & 1).append(' ');
    }
    out.append(Normalizer.normalize("\u00e9\ufb01", Normalizer.Form.NFKD).length());
    out.append(new Bidi("abc \u05d0\u05d1", Bidi.DIRECTION_LEFT_TO_RIGHT).getRunCount());
    AttributedString text = new AttributedString("attributed");
    text.addAttribute(java.awt.font.TextAttribute.WEIGHT, 2, 1, 4);
    return out.append(text.getIterator().getRunLimit()).append("\u0130I".toLowerCase(new Locale("tr"))).toString();
  }

  public static void main(String[] args) throws Exception {
    Collator collator = Collator.getInstance(Locale.FRENCH);
    collator.setStrength(Collator.TERTIARY);
    RuleBasedCollator own = new RuleBasedCollator("< c < b < a");
    BreakIterator words = BreakIterator.getWordInstance(Locale.ENGLISH);
    Rounds.equal(args, "text", () -> round(collator, own, words));
  }
}
