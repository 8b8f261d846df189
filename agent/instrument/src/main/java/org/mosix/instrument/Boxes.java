package org.mosix.instrument;

/** The box types and their primitives. */
final class Boxes {

  private Boxes() {}

  /** Descriptor of the primitive that the class boxes; null for any other class. */
  static String primitiveOf(String internalName) {
    return switch (internalName) {
      case "java/lang/Boolean" -> "Z";
      case "java/lang/Byte" -> "B";
      case "java/lang/Character" -> "C";
      case "java/lang/Short" -> "S";
      case "java/lang/Integer" -> "I";
      case "java/lang/Long" -> "J";
      case "java/lang/Float" -> "F";
      case "java/lang/Double" -> "D";
      default -> null;
    };
  }
}
