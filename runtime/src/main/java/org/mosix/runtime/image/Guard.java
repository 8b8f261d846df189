package org.mosix.runtime.image;

import java.io.IOException;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodType;
import java.lang.reflect.Field;
import java.nio.channels.Channel;
import java.util.HashMap;
import java.util.Map;

/** What is done or asked before an object of some classes is written. */
interface Guard {

  void before(Object o, ImageContext context) throws CannotMove, IOException;

  /** The guard for objects of this class; null for most. */
  static Guard of(Class<?> type) {
    for (Class<?> c = type; c != null && c != Object.class; c = c.getSuperclass()) {
      Guard guard = c.getClassLoader() == null ? Guards.TABLE.get(c.getName()) : null;
      if (guard != null) {
        return guard;
      }
    }
    return null;
  }

  /** The table, by the JDK class a guard is for. */
  final class Guards {

    static final Map<String, Guard> TABLE = new HashMap<>();

    private static final MethodHandle OWN_TRACE =
        Raw.find(Throwable.class, "getOurStackTrace", MethodType.methodType(StackTraceElement[].class));

    static {
      TABLE.put("java.lang.Throwable", Guards::trace);
      TABLE.put("java.lang.Thread", Guards::thread);
      TABLE.put("jdk.internal.ref.PhantomCleanable", (o, context) -> {
        Cleanables.mustTravel(o);
        LeftBehind.carries(o);
      });
      TABLE.put("java.util.zip.ZipFile$Source", (o, context) -> ZipSources.carries(o));
      TABLE.put("sun.nio.ch.DatagramChannelImpl", (o, context) -> forgetFreed(o));
      TABLE.put("java.lang.invoke.LambdaForm", InvocationForms::forgetDerived);
      TABLE.put("jdk.internal.foreign.ConfinedSession$ConfinedResourceList", (o, context) -> ArenasLeft.forgetClosed(o));
      TABLE.put(ArenasLeft.COLLECTED, (o, context) -> ArenasLeft.carriesCollected(o));
      VirtualParts.guards(TABLE);
      HomeHandles.guards(TABLE);
      NativeState.guards(TABLE);
    }

    private Guards() {}

    /** Makes the stack trace's elements: the method pointers they are made from cannot travel. */
    private static void trace(Object o, ImageContext context) {
      try {
        StackTraceElement[] unused = (StackTraceElement[]) OWN_TRACE.invokeExact((Throwable) o);
        if (o.getClass() == NullPointerException.class) {
          // The VM makes its message from the same pointers, and the exception keeps it.
          ((Throwable) o).getMessage();
        }
      } catch (Error | RuntimeException e) {
        throw e;
      } catch (Throwable e) {
        throw new IllegalStateException(e);
      }
    }

    /** A closed channel has freed its addresses, and never looks at them again. */
    private static void forgetFreed(Object channel) {
      if (!((Channel) channel).isOpen()) {
        for (Field field : Raw.declaredFields(channel.getClass())) {
          Object address = field.getType().getName().equals("sun.nio.ch.NativeSocketAddress")
              ? Raw.U.getReference(channel, Raw.U.objectFieldOffset(field)) : null;
          if (address != null) {
            Raw.U.putLong(address, Raw.offset(address.getClass(), "address"), 0);
          }
        }
      }
    }

    private static void thread(Object o, ImageContext context) throws CannotMove {
      if (context.runtimeThread.test((Thread) o)) {
        throw new CannotMove("the runtime's own thread " + ((Thread) o).getName());
      }
    }
  }
}
