package org.mosix.runtime.image;

import static org.mosix.runtime.image.Raw.U;

import java.io.IOException;
import java.lang.reflect.Array;
import java.util.Collection;
import java.util.Set;

/**
 * One attempt to write everything reachable. An object is announced where the first reference to it is written: its shape, and all of
 * it when it refers to nothing. Objects with references wait on a stack; the reader has the same stack, so it can allocate an object at
 * once, fill a reference at once, and needs no second pass. Order of announcement numbers the objects, from 1.
 */
final class Walk {

  static final int FRESH = 0x80000000;
  static final int HASHED = 0x40000000;
  static final int SHAPE = 0x3fffffff;

  /** Elements of an array for which room is reserved at a time. */
  private static final int BLOCK = 128;

  final ImageContext context;
  final ChunkOut out;
  final ClassesOut classes;
  final ProgramMemory memory;
  final SegmentMemory segments = new SegmentMemory();
  private final ObjectIds ids;
  private final Seeds seeds;
  private final ShapeTable shapes;
  private final RefStack stack = new RefStack();
  private final Object[] holder = new Object[1];
  private int count;
  private Object detail;
  private final Set<Object> internalThreadLocals;

  Walk(ImageContext context, ChunkOut out, ObjectIds ids, Seeds seeds, Set<Object> internalThreadLocals, ProgramMemory memory, Downcalls downcalls) {
    this.memory = memory;
    this.context = context;
    this.out = out;
    this.ids = ids;
    this.seeds = seeds;
    this.internalThreadLocals = internalThreadLocals;
    this.classes = new ClassesOut(out, context, downcalls);
    this.shapes = new ShapeTable();
  }

  /** Makes {@code o}, when met, be written as this seed. The first seed for an object wins. */
  void seed(Object o, int number) {
    holder[0] = o;
    long slot = ids.slot(holder, HeapLayout.OBJECT_BASE);
    if (U.getInt(slot) == 0) {
      U.putInt(slot, -1 - number);
    }
  }

  int objects() {
    return count;
  }

  void statics(Collection<Class<?>> initialised) throws CannotMove, IOException {
    out.putInt(initialised.size());
    for (Class<?> type : initialised) {
      Layout layout = Layout.ofStatics(type);
      classes.put(type);
      out.putLong(layout.hash);
      layout.writePrimitives(type, out);
      for (long offset : layout.refs) {
        ref(type, offset);
      }
      drain();
    }
  }

  void root(Object root) throws CannotMove, IOException {
    object(root);
    drain();
  }

  /** Writes a reference that is not in a field. */
  void object(Object o) throws CannotMove, IOException {
    holder[0] = o;
    ref(holder, HeapLayout.OBJECT_BASE);
  }

  private void drain() throws CannotMove, IOException {
    for (Object o = stack.pop(); o != null; o = stack.pop()) {
      body(o);
    }
  }

  private void body(Object o) throws CannotMove, IOException {
    Shape shape = shapes.of(o);
    if (shape.kind == Shape.PLAIN) {
      fields(o, shape.layout);
    } else if (shape.kind == Shape.REFERENCES) {
      elements(o, 0);
    } else if (o instanceof Rest) {
      elements(((Rest) o).array, ((Rest) o).next);
    } else {
      Object described = ((Fields) o).object();
      fields(described, Layout.of(described.getClass()));
    }
  }

  private void fields(Object o, Layout layout) throws CannotMove, IOException {
    int room = layout.room();
    if (room < 0) {
      layout.writePrimitives(o, out);
      for (long offset : layout.refs) {
        ref(o, offset);
      }
      return;
    }
    long p = layout.copyOut(o, out.reserve(room));
    for (long offset : layout.refs) {
      p = ref(o, offset, p, room);
    }
    out.advance(p);
  }

  /** @param array not declared as an array, or the compiler refuses to read its references as numbers */
  private void elements(Object array, int from) throws CannotMove, IOException {
    int to = Array.getLength(array);
    if (to - from > Rest.SLICE) {
      to = from + Rest.SLICE;
      Rest rest = new Rest((Object[]) array);
      rest.next = to;
      stack.push(rest);
    }
    long offset = HeapLayout.OBJECT_BASE + (long) from * HeapLayout.REF;
    for (int i = from; i < to;) {
      int block = Math.min(to - i, BLOCK);
      long p = out.reserve(block * 8);
      for (int end = i + block; i < end; i++) {
        p = ref(array, offset, p, block * 8);
        offset += HeapLayout.REF;
      }
      out.advance(p);
    }
  }

  /** Writes a reference at {@code p}, where there is room for two words, and gives the next place with room for {@code room} bytes. */
  private long ref(Object from, long offset, long p, int room) throws CannotMove, IOException {
    long slot = ids.slot(from, offset);
    int id = slot == 0 ? 0 : U.getInt(slot);
    if (slot == 0 || id > 0) {
      U.putInt(p, id);
      return p + 4;
    }
    if (id == 0) {
      Object o = U.getReference(from, offset);
      Shape shape = shapes.of(o);
      if (shape.simple) {
        U.putInt(slot, ++count);
        stack.push(o);
        return tag(o, shape.index, p);
      }
    }
    out.advance(p);
    fresh(slot, id, from, offset);
    return out.reserve(room);
  }

  private void ref(Object from, long offset) throws CannotMove, IOException {
    long slot = ids.slot(from, offset);
    if (slot == 0) {
      out.putInt(0);
      return;
    }
    int id = U.getInt(slot);
    if (id > 0) {
      out.putInt(id);
      return;
    }
    fresh(slot, id, from, offset);
  }

  /** Asks {@link ObjectIds} for no other object before this one is announced. */
  private void fresh(long slot, int id, Object from, long offset) throws CannotMove, IOException {
    Object o = U.getReference(from, offset);
    U.putInt(slot, ++count);
    if (id < 0) {
      special(o, seeds.get(-1 - id), from, offset);
      return;
    }
    announce(o, from, offset);
  }

  private void announce(Object o, Object from, long offset) throws CannotMove, IOException {
    Shape shape = shapes.of(o);
    if (shape.kind == Shape.SPECIAL) {
      special(o, shape.special, from, offset);
      return;
    }
    tag(o, shape.index);
    if (shape.index < 0) {
      define(shape, from, offset);
    }
    switch (shape.kind) {
      case Shape.PLAIN:
        if (shape.guard != null) {
          ask(shape.guard, o, from, offset);
        }
        if (shape.layout.refs.length == 0) {
          shape.layout.writePrimitives(o, out);
        } else {
          stack.push(o);
        }
        break;
      case Shape.REFERENCES:
        int n = Array.getLength(o);
        out.putInt(n);
        if (n > 0) {
          stack.push(o);
        }
        break;
      default:
        int length = Array.getLength(o);
        out.putInt(length);
        out.bulk(o, shape.base, (long) length * shape.scale);
        break;
    }
  }

  private void ask(Guard guard, Object o, Object from, long offset) throws CannotMove, IOException {
    try {
      guard.before(o, context);
    } catch (CannotMove e) {
      throw e.reachedFrom(Place.of(from, offset)).in(U.getReference(from, offset));
    }
  }

  private long tag(Object o, int index, long p) {
    int hash = ids.programsHash(o);
    if (hash == 0) {
      U.putInt(p, FRESH | index);
      return p + 4;
    }
    U.putInt(p, FRESH | HASHED | index);
    U.putInt(p + 4, hash);
    return p + 8;
  }

  private void tag(Object o, int index) throws IOException {
    int hash = ids.programsHash(o);
    int number = index < 0 ? shapes.next() : index;
    if (hash == 0) {
      out.putInt(FRESH | number);
    } else {
      out.putInt(FRESH | HASHED | number);
      out.putInt(hash);
    }
  }

  private void define(Shape shape, Object from, long offset) throws CannotMove, IOException {
    try {
      shape.index(shapes.define());
      boolean finalizable = shape.kind == Shape.PLAIN && shape.layout.finalizable();
      out.putByte(finalizable ? shape.kind | Shape.FINALIZABLE : shape.kind);
      classes.put(shape.type);
      out.putLong(shape.layout == null ? 0 : shape.layout.hash);
    } catch (CannotMove e) {
      throw e.reachedFrom(Place.of(from, offset)).in(U.getReference(from, offset));
    }
  }

  private void special(Object o, Seed seed, Object from, long offset) throws CannotMove, IOException {
    detail = seed.detail();
    special(o, seed.special(), from, offset);
    detail = null;
  }

  private void special(Object o, Special special, Object from, long offset) throws CannotMove, IOException {
    try {
      tag(o, special.index());
      special.write(o, this);
    } catch (CannotMove e) {
      throw e.reachedFrom(Place.of(from, offset)).in(U.getReference(from, offset));
    }
  }

  /** The fields of {@code o}, a special object, are to be written as well. */
  void fieldsFollow(Object o) {
    stack.push(new Fields(o));
  }

  boolean isInternal(ThreadLocal<?> key) {
    return internalThreadLocals.contains(key);
  }

  /** What the seed being written says about its object. */
  Object detail() {
    return detail;
  }
}
