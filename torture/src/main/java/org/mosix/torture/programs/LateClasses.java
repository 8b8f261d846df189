package org.mosix.torture.programs;

import java.net.URL;
import java.net.URLClassLoader;
import java.util.ArrayList;
import java.util.List;

/** A loader of classes from files or archives is kept, and loads one class after the other for as long as the program runs. */
public final class LateClasses {

  private static final String[] NAMES = {"Fib", "Matrix", "Check", "Rounds", "Work", "Adders", "BitSets", "Bridges", "Clones", "Cycles", "Finally", "Locks",
      "Text", "Records", "Streams", "Statics"};

  private LateClasses() {}

  public static void main(String[] args) throws Exception {
    URL code = LateClasses.class.getProtectionDomain().getCodeSource().getLocation();
    try (URLClassLoader loader = new URLClassLoader(new URL[] {code}, ClassLoader.getPlatformClassLoader())) {
      List<Class<?>> loaded = new ArrayList<>();
      Rounds rounds = Rounds.of(args);
      for (int round = 0; rounds.more(); round++) {
        if (round % 50 == 0 && loaded.size() < NAMES.length) {
          loaded.add(loader.loadClass(LateClasses.class.getPackageName() + "." + NAMES[loaded.size()]));
        }
        Class<?> last = loaded.get(loaded.size() - 1);
        Check.same("loader", loader, last.getClassLoader());
        Check.equal("code", code, last.getProtectionDomain().getCodeSource().getLocation());
        Work.spin(20);
      }
    }
    Check.ok();
  }
}
