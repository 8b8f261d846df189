package org.mosix.torture.programs;

import java.lang.ref.ReferenceQueue;
import java.lang.ref.SoftReference;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.WeakHashMap;

/** Weak and soft references to living objects hold; those to dead ones are cleared and queued; WeakHashMap shrinks. */
public final class WeakReferences {
  public static void main(String[] args) throws InterruptedException {
    Rounds rounds = Rounds.of(args);
    List<Object> living = new ArrayList<>();
    List<WeakReference<Object>> toLiving = new ArrayList<>();
    Map<Object, Integer> map = new WeakHashMap<>();
    for (int i = 0; i < 500; i++) {
      Object object = new int[] {i};
      living.add(object);
      toLiving.add(new WeakReference<>(object));
      map.put(object, i);
    }
    SoftReference<String> soft = new SoftReference<>("soft".repeat(3));
    ReferenceQueue<Object> queue = new ReferenceQueue<>();
    do {
      WeakReference<Object> dead = new WeakReference<>(new Object(), queue);
      System.gc();
      Check.same("queued", dead, queue.remove(60_000));
      Check.same("cleared", null, dead.get());
      for (int i = 0; i < living.size(); i++) {
        Check.same("alive", living.get(i), toLiving.get(i).get());
        Check.equal("in the map", i, (int) map.get(living.get(i)));
      }
      Check.equal("size", living.size(), map.size());
      Check.equal("soft", "softsoftsoft", soft.get());
    } while (rounds.more());
    living.clear();
    while (!map.isEmpty()) {
      System.gc();
      Thread.sleep(5);
    }
    Check.ok();
  }
}
