package org.mosix.runtime.image;

import static org.mosix.runtime.image.Raw.U;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodType;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Functions of the C library by which a program calls native code and that move with it ({@code java.lang.foreign.Linker}): those that work on the
 * memory they are given, or advise the system about it, and on nothing else. A call is carried out where the process is, so what opens files or
 * asks the system would find another node; and what takes memory by itself takes some that does not move.
 */
final class NativeFunctions {

  private static final String[] NAMES = (
      "memccpy memchr memcmp memcpy memmove memset bzero "
      + "strcasecmp strcat strchr strcmp strcpy strcspn strlen strncasecmp strncat strncmp strncpy strnlen strpbrk strrchr strspn strstr strtok_r "
      + "wcslen wcscmp wcscpy wcschr "
      + "abs labs llabs div ldiv lldiv atoi atol atoll atof strtol strtoll strtoul strtoull strtod strtof qsort bsearch "
      + "isalnum isalpha isblank iscntrl isdigit isgraph islower isprint ispunct isspace isupper isxdigit tolower toupper "
      + "snprintf sprintf sscanf "
      + "madvise posix_madvise getpagesize "
      + "sin cos tan asin acos atan atan2 sinh cosh tanh asinh acosh atanh exp exp2 expm1 log log2 log10 log1p pow sqrt cbrt hypot "
      + "ceil floor round trunc rint nearbyint fmod remainder fabs fmax fmin fma erf erfc tgamma lgamma ldexp frexp modf "
      + "sinf cosf tanf asinf acosf atanf atan2f sinhf coshf tanhf expf exp2f logf log2f log10f powf sqrtf cbrtf hypotf ceilf floorf roundf truncf "
      + "fmodf fabsf").split(" ");

  private static final long ADDRESS = Raw.offset(Raw.jdkClass("jdk.internal.foreign.NativeMemorySegmentImpl"), "min");
  private static final Object LOOKUP = lookup();
  private static final MethodHandle FIND =
      Raw.find(LOOKUP.getClass(), "find", MethodType.methodType(Optional.class, String.class)).bindTo(LOOKUP);
  private static final Map<Long, String> BY_ADDRESS = new HashMap<>();

  static {
    for (String name : NAMES) {
      long address = address(name);
      if (address != 0) {
        BY_ADDRESS.put(address, name);
      }
    }
  }

  private NativeFunctions() {}

  private static Object lookup() {
    Class<?> type = Raw.jdkClass("jdk.internal.foreign.SystemLookup");
    return Raw.call(Raw.findStatic(type, "getInstance", MethodType.methodType(type)));
  }

  /** In this JVM; 0 if there is none of this name. */
  static long address(String name) {
    Optional<?> segment = (Optional<?>) Raw.call(FIND, name);
    return segment.isPresent() ? U.getLong(segment.get(), ADDRESS) : 0;
  }

  /** Null if there is none here that moves. */
  static String nameOf(long address) {
    return BY_ADDRESS.get(address);
  }
}
