package org.mosix.instrument;

/** What must be known of the program's classes: what a resume class, although a nestmate, may not do as the method's own may, and more. */
public interface AccessRules {

  /** True if the inherited member of the method's class is protected and declared in another package. */
  boolean isForeignProtectedMethod(String name, String descriptor);

  /** The same for a field. */
  boolean isForeignProtectedField(String name, String descriptor);

  /** Offset of an instance field of the method's class, for final fields written by its constructors. */
  long offset(String name, String descriptor);

  /** Internal name of the nearest class that both are; {@code java/lang/Object} for interfaces, and where one cannot be found. */
  String commonSuperclass(String one, String other);
}
