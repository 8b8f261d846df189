package org.mosix.runtime.image;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collections;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** Ordinary objects of all kinds. */
final class BasicScenarios {

  private BasicScenarios() {}

  static class Base {
    byte b = 1;
    private int same = 2;
    long l = 3;
  }

  static class Derived extends Base {
    boolean z = true;
    private int same = 4;
    char c = 'c';
    short s = -5;
    float f = 1.5f;
    double d = Math.PI;
    Object self = this;
    Base other;

    int both() {
      return same * 10 + ((Base) this).same;
    }
  }

  public static final class Shapes implements Scenario {
    @Override
    public Object make() {
      Derived a = new Derived();
      Derived b = new Derived();
      a.other = b;
      b.other = a;
      b.l = Long.MIN_VALUE;
      return a;
    }

    @Override
    public void check(Object root) {
      Derived a = (Derived) root;
      expect(a.b == 1 && a.l == 3 && a.z && a.c == 'c' && a.s == -5 && a.f == 1.5f && a.d == Math.PI && a.both() == 42, "fields");
      expect(a.self == a && ((Derived) a.other).other == a && a.other.l == Long.MIN_VALUE, "cycle");
    }
  }

  enum Planet {
    EARTH, MARS {
      @Override
      int moons() {
        return 2;
      }
    };

    int visits;

    int moons() {
      return 1;
    }
  }

  public static final class Enums implements Scenario {
    @Override
    public List<Class<?>> classes() {
      return List.of(Planet.class, Planet.MARS.getClass());
    }

    @Override
    public Object make() {
      Planet.MARS.visits = 7;
      Map<Object, Object> map = new HashMap<>(Map.of(Planet.MARS, "red", TimeUnit.DAYS, Thread.State.WAITING));
      map.put("set", EnumSet.of(Planet.EARTH));
      map.put("map", new EnumMap<>(Map.of(Planet.MARS, 1)));
      return map;
    }

    @Override
    public void check(Object root) {
      Map<?, ?> map = (Map<?, ?>) root;
      expect(Planet.MARS.visits == 7 && Planet.valueOf("MARS").moons() == 2, "constant");
      expect(map.get(Planet.MARS).equals("red") && map.get(TimeUnit.DAYS) == Thread.State.WAITING, "keys by identity hash");
      expect(((EnumSet<?>) map.get("set")).contains(Planet.EARTH) && ((Map<?, ?>) map.get("map")).get(Planet.MARS).equals(1), "set");
    }
  }

  record Point(int x, long y, String name, Object[] more) {}

  public static final class Records implements Scenario {
    @Override
    public Object make() {
      return new Point(1, 2, "p", new Object[] {new Point(3, 4, null, null)});
    }

    @Override
    public void check(Object root) {
      Point p = (Point) root;
      expect(p.x == 1 && p.y == 2 && p.name.equals("p") && ((Point) p.more[0]).y == 4, "record");
    }
  }

  public static final class ArraysOfAll implements Scenario {
    @Override
    public Object make() {
      Random random = new Random(1);
      byte[] big = new byte[3_000_001];
      random.nextBytes(big);
      Object[] many = new Object[5000];
      Arrays.setAll(many, i -> List.of(i));
      return new Object[] {new boolean[] {true, false}, new byte[] {-1}, new char[] {'x'}, new short[] {-2}, new int[] {3, 4, 5},
          new long[] {1L << 40}, new float[] {.5f}, new double[] {Double.MIN_VALUE, Double.NaN}, new int[0], new Object[0],
          new int[][] {{1}, null, {2, 3}}, new String[][][] {{{"deep"}}}, big, many, new Class<?>[] {int[][].class, void.class}};
    }

    @Override
    public void check(Object root) {
      expect(Arrays.deepEquals((Object[]) root, (Object[]) make()), "arrays");
    }
  }

  public static final class Collected implements Scenario {
    private static final Object KEY = new Object();

    @Override
    public Object make() {
      Map<String, Object> all = new LinkedHashMap<>();
      all.put("set", Set.of("a", "b", "c", "d"));
      all.put("map", Map.of(1, "one", 2, "two"));
      all.put("tree", new TreeMap<>(Map.of("k", 1, "j", 2)));
      all.put("reverse", new TreeMap<>(Collections.reverseOrder()));
      all.put("concurrent", new ConcurrentHashMap<>(Map.of("x", "y")));
      all.put("deque", new ArrayDeque<>(List.of(1, 2, 3)));
      all.put("cow", new CopyOnWriteArrayList<>(List.of(9)));
      all.put("decimal", new BigDecimal("12345678901234567890.125"));
      all.put("integer", BigInteger.TWO.pow(300));
      all.put("bits", BitSet.valueOf(new long[] {5, 6}));
      all.put("uuid", new UUID(1, 2));
      all.put("optional", Optional.empty());
      all.put("locale", Locale.CANADA_FRENCH);
      all.put("builder", new StringBuilder("abc"));
      all.put("time", java.time.ZonedDateTime.parse("2026-11-21T03:00:00+01:00[Europe/Berlin]"));
      all.put("pattern", java.util.regex.Pattern.compile("a+b*"));
      all.put("format", new java.text.SimpleDateFormat("yyyy-MM-dd", Locale.US));
      all.put("number", java.text.NumberFormat.getInstance(Locale.US));
      all.put("path", java.nio.file.Path.of("a", "b"));
      all.put("uri", java.net.URI.create("http://h/p?q"));
      all.put("charset", java.nio.charset.StandardCharsets.UTF_8);
      return all;
    }

    @Override
    @SuppressWarnings("unchecked")
    public void check(Object root) {
      Map<String, Object> all = (Map<String, Object>) root;
      Map<String, Object> made = (Map<String, Object>) make();
      for (String key : List.of("set", "map", "tree", "concurrent", "decimal", "integer", "bits", "uuid", "locale", "time", "format",
          "number", "path", "uri")) {
        expect(made.get(key).equals(all.get(key)), key + ": " + all.get(key));
      }
      expect(all.get("optional") == Optional.empty() && all.get("charset") == java.nio.charset.StandardCharsets.UTF_8, "singletons");
      expect(new ArrayList<>((ArrayDeque<Object>) all.get("deque")).equals(List.of(1, 2, 3)), "deque");
      expect(((StringBuilder) all.get("builder")).append("d").toString().equals("abcd"), "builder");
      expect(((java.util.regex.Pattern) all.get("pattern")).matcher("aabb").matches(), "pattern");
      expect(((Map<String, Object>) all.get("reverse")).size() == 0, "comparator");
      expect(((TreeMap<?, ?>) all.get("reverse")).comparator() == Collections.reverseOrder(), "comparator's identity");
    }
  }

  public static final class IdentityMaps implements Scenario {
    static Object first;
    static int hash;
    static int classHash;

    @Override
    public Object make() {
      first = new Object();
      hash = first.hashCode();
      IdentityHashMap<Object, String> identity = new IdentityHashMap<>();
      Map<Object, String> hashed = new HashMap<>();
      for (int i = 0; i < 1000; i++) {
        Object key = i == 0 ? first : new Object();
        identity.put(key, "v" + i);
        hashed.put(key, "w" + i);
      }
      classHash = Derived.class.hashCode();
      for (Class<?> type : types()) {
        identity.put(type, type.getName());
        hashed.put(type, type.getName());
      }
      return new Object[] {identity, hashed};
    }

    /** Other JVMs have given hashes to some of these already, others to none. */
    private static List<Class<?>> types() {
      return List.of(String.class, Object.class, Derived.class, int.class, long[].class, Map.class, Class.class, List.class);
    }

    @Override
    public void check(Object root) throws Exception {
      expect(first.hashCode() == hash && Derived.class.hashCode() == classHash, "hash");
      for (Object o : (Object[]) root) {
        Map<?, ?> map = (Map<?, ?>) o;
        expect(((String) map.get(first)).endsWith("0") && map.size() == 1008, "first");
        for (Map.Entry<?, ?> entry : map.entrySet()) {
          expect(map.get(entry.getKey()) == entry.getValue(), "key " + entry.getKey());
        }
        for (Class<?> type : types()) {
          expect(map.get(type).equals(type.getName()), type.getName());
        }
      }
      expect(java.lang.invoke.MethodType.methodType(String.class, Object.class, Map.class)
          == java.lang.invoke.MethodType.methodType(String.class, Object.class, Map.class), "method types");
      Runnable r = () -> first.hashCode();
      r.run();
    }
  }

  public static final class Strings implements Scenario {
    static String[] kept;

    @Override
    public ImageContext context(ImageContext context) {
      return context.maybeInterned(s -> s.startsWith("asked"));
    }

    @Override
    public Object make() {
      String big = "\u20ac".repeat(1_000_000);
      kept = new String[] {"literal one", new String("literal two"), "", "latin \u00e9", "wide \u4e2d", big, big,
          ("asked " + big.length()).intern(), "not asked " + big.length()};
      return "literal root";
    }

    @Override
    public void check(Object root) {
      expect(root == "literal root" && kept[0] == "literal one", "interned stay interned");
      expect(kept[1].equals("literal two") && kept[2].isEmpty() && kept[3].equals("latin \u00e9") && kept[4].equals("wide \u4e2d"), "text");
      expect(kept[5].length() == 1_000_000 && kept[5] == kept[6], "long");
      expect(kept[1] != "literal two", "not interned stays so");
      expect(kept[7] == "asked 1000000" && kept[8] != "not asked 1000000", "interned by the program");
    }
  }

  public static final class Boxes implements Scenario {
    @Override
    public Object make() {
      return new Object[] {1, 127, 128, -128L, (byte) 5, 'a', (short) 7, true, 1.5, new int[] {1}, Integer.valueOf(77777)};
    }

    @Override
    public void check(Object root) {
      Object[] a = (Object[]) root;
      expect(a[0] == Integer.valueOf(1) && a[1] == Integer.valueOf(127) && a[3] == Long.valueOf(-128) && a[4] == Byte.valueOf((byte) 5)
          && a[5] == Character.valueOf('a') && a[6] == Short.valueOf((short) 7) && a[7] == Boolean.TRUE, "cached boxes");
      expect(a[2].equals(128) && a[8].equals(1.5) && a[10].equals(77777), "others");
    }
  }

  public static final class Thrown implements Scenario {
    @Override
    public Object make() {
      return new IllegalStateException("outer", new RuntimeException("inner"));
    }

    @Override
    public void check(Object root) {
      Exception e = (Exception) root;
      expect(e.getStackTrace().length > 1 && e.getStackTrace()[0].getMethodName().equals("make"), "trace");
      expect(e.getCause().getMessage().equals("inner") && e.getCause().getStackTrace().length > 1, "cause");
      e.addSuppressed(new Exception("more"));
      expect(e.getSuppressed().length == 1, "suppressed");
    }
  }

  public static final class Statics implements Scenario {
    static final Object FINAL = new AtomicLong(System.nanoTime());
    static final long NUMBER = System.nanoTime();
    static byte b;
    static double d;
    static String s;

    @Override
    public Object make() {
      b = 3;
      d = 2.5;
      s = "set";
      return new Object[] {FINAL, NUMBER};
    }

    @Override
    public void check(Object root) throws Exception {
      Object[] pair = (Object[]) root;
      java.lang.reflect.Field field = Statics.class.getDeclaredField("FINAL");
      expect(field.get(null) == pair[0], "final reference");
      expect(Statics.class.getDeclaredField("NUMBER").getLong(null) == (Long) pair[1], "final number");
      expect(b == 3 && d == 2.5 && s.equals("set"), "others");
    }
  }
}
