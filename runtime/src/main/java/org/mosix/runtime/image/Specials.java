package org.mosix.runtime.image;

/** All kinds of special objects; the place in the table is the number in an image. */
final class Specials {

  static final JdkSingleton SINGLETON = new JdkSingleton(false);
  static final JdkSingleton FILLED_SINGLETON = new JdkSingleton(true);
  static final Boxed BOXED = new Boxed();
  static final WellKnown WELL_KNOWN = new WellKnown();
  static final Text TEXT = new Text();
  static final SentAhead SENT_AHEAD = new SentAhead();

  private static final Special[] TABLE = {
      SINGLETON,
      FILLED_SINGLETON,
      BOXED,
      WELL_KNOWN,
      TEXT,
      new Mirror(),
      new JdkEnum(),
      new LoaderObject(),
      new ModuleObject(),
      new LayerObject(),
      new TypeOfMethod(),
      new Handle(),
      new ResolvedMember(),
      new Species(),
      new NamedFunction(),
      new FormArgument(),
      new ReflectedMember(),
      new StreamDescriptor(),
      SENT_AHEAD,
      new LocalEntry(),
      new DirectMemory(),
      new NativeSegment(),
      new ArenaBlock(),
      new MappedRegion(),
      new NativeBlock(),
      new LocaleParts(),
      new InstalledProvider(),
      new ProviderEntry(),
      new NamedCurve(),
      new RuntimeImage(),
      new VmBean(),
      new Refused(),
  };

  static final int COUNT = TABLE.length;

  static {
    for (int i = 0; i < COUNT; i++) {
      TABLE[i].index(i);
    }
  }

  private Specials() {}

  static Special at(int index) {
    return TABLE[index];
  }

  /** Null for classes whose objects are ordinary. */
  static Special forClass(Class<?> type) {
    for (Special special : TABLE) {
      if (special.accepts(type)) {
        return special;
      }
    }
    return null;
  }
}
