package org.mosix.torture.programs;

import java.util.List;
import java.util.ListResourceBundle;
import java.util.Locale;
import java.util.MissingResourceException;
import java.util.ResourceBundle;
import java.util.TreeSet;

/** ResourceBundles of the program's classes, with parents, chosen by locale, cached, cleared and looked up while working. */
public final class ResourceBundles {
  public static class Words extends ListResourceBundle {
    @Override
    protected Object[][] getContents() {
      Work.spin(1);
      return new Object[][] {{"yes", "yes"}, {"no", "no"}, {"list", List.of(1, 2)}};
    }
  }

  public static final class Words_de extends Words {
    @Override
    protected Object[][] getContents() {
      Work.spin(2);
      return new Object[][] {{"yes", "ja"}};
    }
  }

  public static void main(String[] args) throws Exception {
    String name = ResourceBundles.class.getName() + "$Words";
    ResourceBundle kept = ResourceBundle.getBundle(name, Locale.GERMANY);
    Rounds.equal(args, "words", () -> {
      if (Work.spin(3) % 2 == 0) {
        ResourceBundle.clearCache();
      }
      ResourceBundle again = ResourceBundle.getBundle(name, Locale.GERMANY);
      ResourceBundle root = ResourceBundle.getBundle(name, Locale.ROOT);
      String missing = "";
      try {
        root.getString("maybe");
      } catch (MissingResourceException e) {
        missing = e.getKey();
      }
      return kept.getString("yes") + kept.getString("no") + kept.getObject("list") + again.getString("yes") + root.getString("yes")
          + new TreeSet<>(again.keySet()) + again.getLocale() + missing;
    });
  }
}
