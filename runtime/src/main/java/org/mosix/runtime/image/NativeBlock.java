package org.mosix.runtime.image;

import static org.mosix.runtime.image.Raw.U;

import java.io.IOException;
import java.lang.reflect.Field;
import java.nio.channels.Selector;
import java.util.Map;
import java.util.function.ToIntFunction;

/**
 * Objects of the JDK that own a block of native memory of a fixed size: it brings its content, and gets memory of the target. The
 * source's is not freed: the source may have to go on.
 */
final class NativeBlock extends Special {

  private record Kind(String field, ToIntFunction<Object> size) {}

  private static final String WATCHER = "sun.nio.fs.LinuxWatchService$Poller";

  private static final Map<String, Kind> KINDS = Map.of(
      "sun.nio.ch.NativeSocketAddress", new Kind("address", o -> number("sun.nio.ch.NativeSocketAddress", "SIZEOF_SOCKADDR6")),
      "sun.nio.ch.EPollSelectorImpl", new Kind("pollArrayAddress", o -> ((Selector) o).isOpen()
          ? number("sun.nio.ch.EPollSelectorImpl", "NUM_EPOLLEVENTS") * number("sun.nio.ch.EPoll", "SIZEOF_EPOLLEVENT") : 0),
      "sun.nio.ch.EPollPort", new Kind("address", o -> flag(o, "sun.nio.ch.EPollPort", "closed")
          ? 0 : number("sun.nio.ch.EPollPort", "MAX_EPOLL_EVENTS") * number("sun.nio.ch.EPoll", "SIZEOF_EPOLLEVENT")),
      WATCHER, new Kind("address", o -> flag(o, "sun.nio.fs.AbstractPoller", "shutdown") ? 0 : number(WATCHER, "BUFFER_SIZE")));

  private static int number(String type, String field) {
    Class<?> owner = Raw.jdkClass(type);
    U.ensureClassInitialized(owner);
    Field found = Raw.field(owner, field);
    return U.getInt(U.staticFieldBase(found), U.staticFieldOffset(found));
  }

  private static boolean flag(Object o, String type, String field) {
    return U.getBoolean(o, Raw.offset(Raw.jdkClass(type), field));
  }

  @Override
  boolean accepts(Class<?> type) {
    return type.getClassLoader() == null && KINDS.containsKey(type.getName());
  }

  private static long offset(Class<?> type) {
    return Raw.offset(type, KINDS.get(type.getName()).field());
  }

  @Override
  void write(Object o, Walk walk) throws CannotMove, IOException {
    long address = U.getLong(o, offset(o.getClass()));
    int size = address == 0 ? 0 : KINDS.get(o.getClass().getName()).size().applyAsInt(o);
    walk.classes.put(o.getClass());
    walk.out.putInt(size);
    if (size > 0) {
      walk.out.bulk(null, address, size);
    }
    walk.fieldsFollow(o);
  }

  @Override
  Object read(Build build) throws IOException {
    Class<?> type = build.classes.take();
    if (!accepts(type)) {
      throw build.in.damaged(type.getName() + " as an owner of native memory");
    }
    int size = build.length(1);
    Object owner = build.instance(type);
    long address = 0;
    if (size > 0) {
      address = U.allocateMemory(size);
      build.in.bulk(null, address, size);
    }
    long here = address;
    build.fieldsFollow(owner);
    build.later(owner, (o, context) -> U.putLong(o, offset(type), here));
    return owner;
  }
}
