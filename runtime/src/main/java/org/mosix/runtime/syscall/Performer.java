package org.mosix.runtime.syscall;

import java.lang.invoke.MethodHandle;

/** How a deputy carries out a native, once its arguments are rebuilt. */
interface Performer {

  /** As it is. */
  Performer PLAIN = (method, handle, arguments, scratch) -> (Object) handle.invokeExact(arguments);

  /**
   * @param handle takes an {@code Object[]} and gives an {@code Object}
   * @param arguments may be changed
   * @return the native's result
   * @throws Throwable what the native throws
   */
  Object perform(NativeMethod method, MethodHandle handle, Object[] arguments, Scratch scratch) throws Throwable;
}
