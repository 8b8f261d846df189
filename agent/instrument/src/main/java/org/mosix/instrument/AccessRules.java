package org.mosix.instrument;

/** What a resume class, although a nestmate, may not do as the method's own class may. */
public interface AccessRules {

  /** True if the inherited member of the method's class is protected and declared in another package. */
  boolean isForeignProtectedMethod(String name, String descriptor);

  /** The same for a field. */
  boolean isForeignProtectedField(String name, String descriptor);

  /** Offset of an instance field of the method's class, for final fields written by its constructors. */
  long offset(String name, String descriptor);
}
