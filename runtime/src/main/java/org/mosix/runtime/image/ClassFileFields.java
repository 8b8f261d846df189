package org.mosix.runtime.image;

import static org.mosix.runtime.image.Raw.U;

import java.lang.invoke.MethodType;
import java.util.ArrayList;
import java.util.List;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.FieldVisitor;
import org.objectweb.asm.Opcodes;

/** The fields of a class by its file, for classes that refer to classes that are not there. */
final class ClassFileFields extends ClassVisitor {

  private final Class<?> type;
  private final List<DeclaredField> fields = new ArrayList<>();

  private ClassFileFields(Class<?> type) {
    super(Opcodes.ASM9);
    this.type = type;
  }

  static List<DeclaredField> of(Class<?> type, byte[] file) {
    ClassFileFields visitor = new ClassFileFields(type);
    new ClassReader(file).accept(visitor, ClassReader.SKIP_CODE | ClassReader.SKIP_DEBUG | ClassReader.SKIP_FRAMES);
    return visitor.fields;
  }

  /** The VM finds offsets by name, so a name that two fields share does not tell which. */
  @Override
  public FieldVisitor visitField(int access, String name, String descriptor, String signature, Object value) {
    if (fields.stream().anyMatch(field -> field.name().equals(name))) {
      throw new DeclaredField.Unlisted(type, new NoClassDefFoundError("two fields " + name));
    }
    boolean isStatic = (access & Opcodes.ACC_STATIC) != 0;
    fields.add(new DeclaredField(type, name, descriptor, find(descriptor), isStatic, U.objectFieldOffset(type, name)));
    return null;
  }

  private Class<?> find(String descriptor) {
    try {
      return MethodType.fromMethodDescriptorString("()" + descriptor, type.getClassLoader()).returnType();
    } catch (TypeNotPresentException e) {
      return null; // the very field whose class is missing
    }
  }
}
