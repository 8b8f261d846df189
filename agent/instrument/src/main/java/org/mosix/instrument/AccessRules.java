package org.mosix.instrument;

/** What a resume class, although a nestmate, may not do as the method's own class may. */
public interface AccessRules {

  /** True if {@code owner} is the method's class, or one of its superclasses. */
  boolean inherits(String owner);

  /** True if the member, looked up from {@code owner} upwards, is protected and declared in another package. */
  boolean isForeignProtectedMethod(String owner, String name, String descriptor);

  /** The same for a field. */
  boolean isForeignProtectedField(String owner, String name, String descriptor);

  /** Offset of an instance field of the method's class, for final fields written by its constructors. */
  long offset(String name, String descriptor);

  /** The closest common superclass of two types as the VM that verified the class saw it, for class files that have no stack maps. */
  String commonSuperclass(String one, String other);
}
