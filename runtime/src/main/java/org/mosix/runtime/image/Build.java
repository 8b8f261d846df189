package org.mosix.runtime.image;

import static org.mosix.runtime.image.Raw.U;

import java.io.IOException;
import java.lang.reflect.Array;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Builds the objects of one image, in the order {@link Walk} announced them. */
final class Build {

  private static final int SEGMENT_BITS = 14;
  private static final int SEGMENT_MASK = (1 << SEGMENT_BITS) - 1;

  final ImageContext context;
  final ChunkIn in;
  final ClassesIn classes;
  /** What {@link SentAhead} names. */
  final Object[] ahead;
  final MovedMemory memory = new MovedMemory();
  final ArrivedMemory arrived = new ArrivedMemory();
  private final ShapeTable shapes = new ShapeTable();
  private Shape[] numbered = new Shape[1 << 10];
  private int numberedCount;
  private final RefStack stack = new RefStack();
  private Object[][] objects = new Object[64][];
  private int count;
  private final List<Object> toFix = new ArrayList<>();
  private final List<Fixup> fixups = new ArrayList<>();
  final Claims claims = new Claims(arrived);
  private final Hashes hashes;
  /** Array bytes that may still be allocated: a damaged length must not take all memory. */
  private long allowance;

  Build(ImageContext context, ChunkIn in, ClassesIn classes, Hashes hashes, Object[] ahead, long allowance) {
    this.context = context;
    this.in = in;
    this.hashes = hashes;
    this.allowance = allowance;
    this.classes = classes;
    this.ahead = ahead;
  }

  int objects() {
    return count;
  }

  void statics() throws IOException {
    int n = classes.count(1 << 24);
    for (int i = 0; i < n; i++) {
      Class<?> type = classes.take();
      Layout layout = Layout.ofStatics(type);
      expect(type, layout, in.getLong());
      layout.readPrimitives(type, in);
      for (int f = 0; f < layout.refs.length; f++) {
        Object value = ref();
        check(value, layout.refTypes[f], type);
        U.putReference(type, layout.refs[f], value);
      }
      drain();
    }
  }

  private void expect(Class<?> type, Layout layout, long hash) throws IOException {
    if (layout.hash != hash) {
      throw new ImageException("class " + type.getName() + " has other fields here (layout " + Long.toHexString(layout.hash)
          + ", expected: " + Long.toHexString(hash) + "): not the same class file or layout flags");
    }
  }

  Object root() throws IOException {
    Object root = ref();
    drain();
    return root;
  }

  /** Everything is filled: what could not be done before that. */
  void fix() throws IOException {
    for (int i = 0; i < toFix.size(); i++) {
      Object o = toFix.get(i);
      fixups.get(i).apply(o, context);
      claims.add(o);
    }
  }

  private void drain() throws IOException {
    for (Object o = stack.pop(); o != null; o = stack.pop()) {
      body(o);
    }
  }

  private void body(Object o) throws IOException {
    Shape shape = shapes.of(o);
    if (shape.kind == Shape.PLAIN) {
      fields(o, shape, false);
    } else if (shape.kind == Shape.REFERENCES) {
      elements((Object[]) o, 0);
    } else if (o instanceof Rest) {
      elements(((Rest) o).array, ((Rest) o).next);
    } else {
      Object found = ((Fields) o).object();
      Shape plain = Shape.of(found.getClass());
      later(found, plain);
      fields(found, plain, true);
    }
  }

  private void fields(Object o, Shape shape, boolean nulls) throws IOException {
    Layout layout = shape.layout;
    layout.readPrimitives(o, in);
    long[] refs = layout.refs;
    for (int i = 0; i < refs.length; i++) {
      Object value = ref();
      if (value != null) {
        if (value.getClass() != shape.fits[i]) {
          check(value, layout.refTypes[i], shape.type);
          shape.fits[i] = value.getClass();
        }
        U.putReference(o, refs[i], value);
      } else if (nulls) {
        U.putReference(o, refs[i], null);
      }
    }
  }

  private void check(Object value, Class<?> expected, Class<?> in) throws IOException {
    if (value != null && expected != null && !expected.isInstance(value)) {
      throw this.in.damaged(value.getClass().getName() + " in a field of " + in.getName() + " (expected: " + expected.getName() + ")");
    }
  }

  private void elements(Object[] array, int from) throws IOException {
    int to = array.length;
    if (to - from > Rest.SLICE) {
      to = from + Rest.SLICE;
      Rest rest = new Rest(array);
      rest.next = to;
      stack.push(rest);
    }
    try {
      for (int i = from; i < to; i++) {
        array[i] = ref();
      }
    } catch (ArrayStoreException e) {
      throw in.damaged(e.getMessage() + " in an array of " + array.getClass().getComponentType().getName());
    }
  }

  /** The next reference; its object is announced here or was before. */
  Object ref() throws IOException {
    int word = in.getInt();
    if (word >= 0) {
      return word == 0 ? null : known(word);
    }
    int hash = (word & Walk.HASHED) != 0 ? in.getInt() : 0;
    int number = word & Walk.SHAPE;
    if (number < Specials.COUNT) {
      return special(Specials.at(number), hash);
    }
    Object o = allocate(number - Specials.COUNT);
    if (hash != 0) {
      HeapLayout.setHash(o, hash);
    }
    return o;
  }

  private Object known(int id) throws IOException {
    Object o = id > count ? null : objects[id >>> SEGMENT_BITS][id & SEGMENT_MASK];
    if (o == null) {
      throw in.damaged("object " + id + " (expected: 1 to " + count + ")");
    }
    return o;
  }

  private int reserve() {
    int id = ++count;
    int segment = id >>> SEGMENT_BITS;
    if (segment == objects.length) {
      objects = java.util.Arrays.copyOf(objects, segment << 1);
    }
    if (objects[segment] == null) {
      objects[segment] = new Object[1 << SEGMENT_BITS];
    }
    return id;
  }

  private void add(Object o) {
    int id = reserve();
    objects[id >>> SEGMENT_BITS][id & SEGMENT_MASK] = o;
  }

  private Object special(Special special, int hash) throws IOException {
    int id = reserve();
    Object o = special.read(this);
    if (o == null) {
      throw in.damaged("nothing for an object of kind " + special.getClass().getSimpleName());
    }
    objects[id >>> SEGMENT_BITS][id & SEGMENT_MASK] = o;
    if (hash != 0) {
      hashes.set(o, hash);
    }
    return o;
  }

  /** The fields of {@code o}, a special object, come later. */
  void fieldsFollow(Object o) {
    stack.push(new Fields(o));
  }

  /** A special object without contents. */
  Object instance(Class<?> type) throws IOException {
    try {
      return U.allocateInstance(type);
    } catch (InstantiationException e) {
      throw in.damaged("object of " + type.getName() + ", which has none");
    }
  }

  /** A special object, whose fields come later. */
  Object withFields(Class<?> type) throws IOException {
    Object o = instance(type);
    fieldsFollow(o);
    return o;
  }

  private Object allocate(int number) throws IOException {
    Shape shape = number < numberedCount ? numbered[number] : define(number);
    switch (shape.kind) {
      case Shape.PLAIN:
        return plain(shape);
      case Shape.REFERENCES:
        Object[] array = references(shape);
        add(array);
        if (array.length > 0) {
          stack.push(array);
        }
        return array;
      default:
        return primitives(shape);
    }
  }

  private Object plain(Shape shape) throws IOException {
    Object o = instance(shape.type);
    add(o);
    later(o, shape);
    if (shape.finalizable) {
      claims.finalizee(o);
    }
    if (shape.layout.refs.length == 0) {
      shape.layout.readPrimitives(o, in);
    } else {
      stack.push(o);
    }
    return o;
  }

  /** The next {@code bytes} are memory that was at {@code there}, is at {@code here}, and that the program knows as {@code known}. */
  void content(long there, long known, long bytes, long here) throws IOException {
    in.bulk(null, here, bytes);
    memory.add(there, bytes, here);
    arrived.buffer(known, bytes, here);
  }

  /** Calls {@code fixup} when everything is filled. */
  void later(Object o, Fixup fixup) {
    toFix.add(o);
    fixups.add(fixup);
  }

  private void later(Object o, Shape shape) {
    if (shape.fixup != null) {
      toFix.add(o);
      fixups.add(shape.fixup);
    }
  }

  private Object[] references(Shape shape) throws IOException {
    return (Object[]) Array.newInstance(shape.type.getComponentType(), length(HeapLayout.REF));
  }

  private Object primitives(Shape shape) throws IOException {
    int length = length(shape.scale);
    Object array = U.allocateUninitializedArray(shape.type.getComponentType(), length);
    add(array);
    in.bulk(array, shape.base, (long) length * shape.scale);
    return array;
  }

  /** The next value as a length of elements of {@code scale} bytes, which the image's total size must allow. */
  int length(int scale) throws IOException {
    int length = in.getInt();
    allowance -= 16 + (long) length * scale;
    if (length < 0 || allowance < 0) {
      throw in.damaged("array of " + length + " elements (expected: no more than the declared size of the process)");
    }
    return length;
  }

  /** The next value as a number of bytes off the heap, which the image's total size must allow. */
  long bytes() throws IOException {
    long bytes = in.getLong();
    if (bytes < 0 || bytes > allowance) {
      throw in.damaged("memory of " + bytes + " bytes (expected: no more than the declared size of the process)");
    }
    allowance -= bytes;
    return bytes;
  }

  private Shape define(int number) throws IOException {
    if (number != numberedCount) {
      throw in.damaged("shape " + number + " (expected: 0 to " + numberedCount + ")");
    }
    int flags = in.getByte();
    int kind = flags & ~Shape.FINALIZABLE;
    Class<?> type = classes.take();
    long hash = in.getLong();
    Shape shape = shapes.of(type);
    if (shape.kind != kind || kind == Shape.SPECIAL || kind == Shape.REST
        || kind == Shape.PLAIN && (type.isInterface() || type.isPrimitive() || Modifier.isAbstract(type.getModifiers()))) {
      throw in.damaged("class " + type.getName() + " as shape kind " + kind);
    }
    if (kind == Shape.PLAIN) {
      expect(type, shape.layout, hash);
    }
    shape.finalizable = flags != kind;
    if (numberedCount == numbered.length) {
      numbered = Arrays.copyOf(numbered, numberedCount << 1);
    }
    numbered[numberedCount++] = shape;
    return shape;
  }
}
