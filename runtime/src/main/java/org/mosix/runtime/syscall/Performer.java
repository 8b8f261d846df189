package org.mosix.runtime.syscall;

import java.io.IOException;
import java.lang.invoke.MethodHandle;
import java.util.Optional;

/** How a deputy carries out a native, once its arguments are rebuilt. */
interface Performer {

  /** As it is. */
  Performer PLAIN = (method, handle, arguments, scratch) -> (Object) handle.invokeExact(arguments);

  /** The descriptor in this JVM of a number that the other end knows. */
  default int descriptor(int number) throws Errno {
    return number;
  }

  /** How the other end can open it by itself; empty if it cannot. */
  default Optional<Whereabouts> whereabouts(int descriptor) throws IOException {
    return Whereabouts.shared(descriptor, NodeShares.now());
  }

  /**
   * @param handle takes an {@code Object[]} and gives an {@code Object}
   * @param arguments may be changed
   * @return the native's result
   * @throws Throwable what the native throws
   */
  Object perform(NativeMethod method, MethodHandle handle, Object[] arguments, Scratch scratch) throws Throwable;
}
