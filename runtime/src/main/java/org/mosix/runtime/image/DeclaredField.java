package org.mosix.runtime.image;

import static org.mosix.runtime.image.Raw.U;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * A field of a class, as far as an image needs it.
 *
 * @param type null for a reference field whose class has not been loaded, or is not there, as with optional parts of libraries
 */
record DeclaredField(Class<?> owner, String name, String descriptor, Class<?> type, boolean isStatic, long offset) {

  private static volatile Function<Class<?>, byte[]> files = type -> null;

  /** Where class files are found of classes whose fields the VM is not asked for, or does not list because the class of one of them is missing. */
  static void classFiles(Function<Class<?>, byte[]> source) {
    files = source;
  }

  boolean isPrimitive() {
    return type != null && type.isPrimitive();
  }

  /**
   * All fields the class itself declares. To list them the VM asks the loader of the class for the types of all, in the middle of a move: a loader of the
   * program's runs its own code then, and that of the class path looks for parts that libraries do without in every jar file, at a guest in those of home. So
   * those of the program's classes are read from the class file.
   *
   * @throws Unlisted when they cannot be listed
   */
  static List<DeclaredField> of(Class<?> type) {
    ClassLoader loader = type.getClassLoader();
    boolean asked = loader != null && loader != ClassLoader.getPlatformClassLoader();
    byte[] file = asked ? files.apply(type) : null;
    List<DeclaredField> read = file == null ? null : ClassFileFields.of(type, file);
    return read == null ? listed(type) : read;
  }

  private static List<DeclaredField> listed(Class<?> type) {
    List<DeclaredField> fields = new ArrayList<>();
    try {
      for (Field field : Raw.declaredFields(type)) {
        boolean isStatic = Modifier.isStatic(field.getModifiers());
        fields.add(new DeclaredField(type, field.getName(), field.getType().descriptorString(), field.getType(), isStatic,
            isStatic ? U.staticFieldOffset(field) : U.objectFieldOffset(field)));
      }
      return fields;
    } catch (NoClassDefFoundError e) {
      byte[] file = files.apply(type);
      List<DeclaredField> read = file == null ? null : ClassFileFields.of(type, file);
      if (read == null) {
        throw new Unlisted(type, e);
      }
      return read;
    }
  }

  /** The VM does not list the fields of a class, and nobody has its file. */
  static final class Unlisted extends LinkageError {
    private static final long serialVersionUID = 1L;

    Unlisted(Class<?> type, NoClassDefFoundError cause) {
      super("the fields of " + type.getName() + " cannot be listed, as the class of one of them is missing: " + cause.getMessage(), cause);
    }
  }
}
