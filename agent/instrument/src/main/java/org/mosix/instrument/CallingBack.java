package org.mosix.instrument;

import java.util.Map;
import java.util.Set;

/** Classes of the JDK that are in everybody's hot loops: only their methods that call the program back, or may take long, have polls. */
final class CallingBack {

  private static final String PRIVILEGED = "java/security/AccessController";
  private static final String CONTEXT = "Ljava/security/AccessControlContext;";

  private static final Set<String> BUILDING = Set.of("append", "insert", "appendChars");

  private static final Map<String, Set<String>> METHODS = Map.of(
      "java/lang/String",
      Set.of("valueOf", "join", "format", "formatted", "transform", "contentEquals", "contains", "replace", "matches", "replaceAll",
          "replaceFirst", "split"),
      "java/lang/AbstractStringBuilder", BUILDING,
      "java/lang/StringBuilder", BUILDING,
      "java/lang/StringBuffer", BUILDING,
      "java/lang/ThreadLocal", Set.of("get", "setInitialValue", "initialValue"),
      "java/lang/ThreadLocal$SuppliedThreadLocal", Set.of("initialValue"),
      PRIVILEGED, Set.of("doPrivileged", "doPrivilegedWithCombiner", "executePrivileged"));

  /** Methods of strings that take no open type, but compute for long: they format, or match regular expressions. */
  private static final Set<String> LONG = Set.of("format", "formatted", "matches", "replaceAll", "replaceFirst", "split");

  private CallingBack() {}

  /** True for a class of which only some methods have polls. */
  static boolean concerns(String type) {
    return METHODS.containsKey(type);
  }

  /** True if methods of this name may have polls. */
  static boolean mayPoll(String type, String method) {
    return METHODS.get(type).contains(method);
  }

  static boolean mayPoll(String type, String method, String descriptor) {
    if (type.equals(PRIVILEGED)) {
      // The VM finds an access control context in frames of these methods only, not in resumed ones.
      return method.equals("executePrivileged") || !descriptor.contains(CONTEXT);
    }
    return type.startsWith("java/lang/ThreadLocal") || takesLong(method) || !LeafCalls.closedParameters(descriptor);
  }

  static boolean takesLong(String method) {
    return LONG.contains(method);
  }
}
