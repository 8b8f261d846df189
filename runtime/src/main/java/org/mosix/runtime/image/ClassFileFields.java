package org.mosix.runtime.image;

import static org.mosix.runtime.image.Raw.U;

import java.lang.invoke.MethodType;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.FieldVisitor;
import org.objectweb.asm.Opcodes;

/** The fields of a class by its file: no class is loaded for it, so none need be there, and no loader is asked. */
final class ClassFileFields extends ClassVisitor {

  private final Class<?> type;
  private final List<DeclaredField> fields = new ArrayList<>();
  private final Set<String> names = new HashSet<>();

  private ClassFileFields(Class<?> type) {
    super(Opcodes.ASM9);
    this.type = type;
  }

  /** Null if two fields share a name: the VM finds offsets by name. */
  static List<DeclaredField> of(Class<?> type, byte[] file) {
    ClassFileFields visitor = new ClassFileFields(type);
    new ClassReader(file).accept(visitor, ClassReader.SKIP_CODE | ClassReader.SKIP_DEBUG | ClassReader.SKIP_FRAMES);
    return visitor.names.size() == visitor.fields.size() ? visitor.fields : null;
  }

  @Override
  public FieldVisitor visitField(int access, String name, String descriptor, String signature, Object value) {
    names.add(name);
    boolean isStatic = (access & Opcodes.ACC_STATIC) != 0;
    fields.add(new DeclaredField(type, name, descriptor, find(descriptor), isStatic, U.objectFieldOffset(type, name)));
    return null;
  }

  /** Null if the loader of the class has not met that class yet. */
  private Class<?> find(String descriptor) {
    int dimensions = descriptor.lastIndexOf('[') + 1;
    String element = descriptor.substring(dimensions);
    Class<?> found = element.length() == 1 ? MethodType.fromMethodDescriptorString("()" + element, null).returnType()
        : Raw.findLoaded(type.getClassLoader(), element.substring(1, element.length() - 1).replace('/', '.'));
    for (int i = 0; i < dimensions && found != null; i++) {
      found = found.arrayType();
    }
    return found;
  }
}
