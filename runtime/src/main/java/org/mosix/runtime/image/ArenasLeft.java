package org.mosix.runtime.image;

import static org.mosix.runtime.image.Raw.U;

import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;

/**
 * Memory of arenas that the last image took along: where the process has been, nobody closes them. Those that the collector closes it finds dead
 * there, as ever; where they arrive it is told of them.
 */
final class ArenasLeft {

  static final String COLLECTED = "jdk.internal.foreign.ImplicitSession";

  private static Set<Object> owners = identities();
  private static Set<Object> collected = identities();

  /** Offsets; there are no arenas before Java 22. */
  private static final class Type {
    private static final Class<?> SESSION = Raw.jdkClass("jdk.internal.foreign.MemorySessionImpl");
    private static final Class<?> RESOURCE = Raw.jdkClass("jdk.internal.foreign.MemorySessionImpl$ResourceList$ResourceCleanup");
    static final long RESOURCES = Raw.offset(SESSION, "resourceList");
    static final long FIRST = Raw.offset(Raw.jdkClass("jdk.internal.foreign.MemorySessionImpl$ResourceList"), "fst");
    static final long NEXT = Raw.offset(RESOURCE, "next");

    private Type() {}
  }

  private ArenasLeft() {}

  private static Set<Object> identities() {
    return Collections.newSetFromMap(new IdentityHashMap<>());
  }

  /** A new image begins. */
  static synchronized void begin() {
    owners = identities();
    collected = identities();
  }

  /** @param owner an {@link ArenaBlock} or {@link MappedRegion}; an image that is begun anew takes it once more */
  static synchronized void carries(Object owner) {
    owners.add(owner);
  }

  /** @param session of an arena that the collector closes */
  static synchronized void carriesCollected(Object session) {
    Object resources = U.getReference(session, Type.RESOURCES);
    for (Object resource = U.getReference(resources, Type.FIRST); resource != null; resource = U.getReference(resource, Type.NEXT)) {
      Object unmapper = MappedRegion.unmapper(resource);
      collected.add(unmapper == null ? resource : unmapper);
    }
  }

  /** The process has left. */
  static synchronized void free() {
    for (Object owner : owners) {
      if (!collected.contains(owner)) {
        if (ArenaBlock.is(owner)) {
          ArenaBlock.free(owner);
        } else {
          MappedRegion.free(owner);
        }
      }
    }
    begin();
  }

  /** This arena has arrived. */
  static void collect(Object session) {
    Cleanables.commonCleaner().register(session, (Runnable) U.getReference(session, Type.RESOURCES));
  }

  /** A list that is closed keeps its first resource, of which nothing is left. */
  static void forgetClosed(Object resources) {
    Object closed = Raw.getStatic(Type.RESOURCE, "CLOSED_LIST");
    if (U.getReference(resources, Type.FIRST) == closed) {
      U.putReference(resources, Raw.offset(resources.getClass(), "cache"), null);
    }
  }
}
