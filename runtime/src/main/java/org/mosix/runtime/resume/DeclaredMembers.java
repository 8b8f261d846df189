package org.mosix.runtime.resume;

import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.mosix.runtime.classes.ClassCatalog;
import org.mosix.runtime.jvm.PerClass;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.FieldVisitor;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/**
 * The members that a class declares, with their modifiers, by name and descriptor. Those of the program's classes are read from the class file:
 * to list them by reflection the VM would look for every class their types name, which may be missing, and is looked for at home.
 */
final class DeclaredMembers {

  private static final PerClass<AtomicReference<DeclaredMembers>> KNOWN = new PerClass<>(AtomicReference::new);

  private final Map<String, Integer> methods = new HashMap<>();
  private final Map<String, Integer> fields = new HashMap<>();

  private DeclaredMembers() {}

  static DeclaredMembers of(Class<?> type, ClassCatalog catalog) {
    AtomicReference<DeclaredMembers> known = KNOWN.get(type);
    if (known.get() == null) {
      byte[] file = ClassCatalog.isJdk(type.getClassLoader()) ? null : catalog.file(type);
      known.set(file == null ? reflected(type) : read(file));
    }
    return known.get();
  }

  /** Modifiers of the method; null if it is not declared. */
  Integer method(String name, String descriptor) {
    return methods.get(name + descriptor);
  }

  /** Modifiers of the field; null if it is not declared. */
  Integer field(String name, String descriptor) {
    return fields.get(name + ' ' + descriptor);
  }

  /** True unless fields of several types have this name, as class files may. */
  boolean isOnlyField(String name) {
    return fields.keySet().stream().filter(field -> field.startsWith(name + ' ')).count() == 1;
  }

  private static DeclaredMembers read(byte[] file) {
    DeclaredMembers all = new DeclaredMembers();
    new ClassReader(file).accept(
        new ClassVisitor(Opcodes.ASM9) {
          @Override
          public MethodVisitor visitMethod(int access, String name, String descriptor, String signature, String[] exceptions) {
            all.methods.put(name + descriptor, access);
            return null;
          }

          @Override
          public FieldVisitor visitField(int access, String name, String descriptor, String signature, Object value) {
            all.fields.put(name + ' ' + descriptor, access);
            return null;
          }
        },
        ClassReader.SKIP_CODE | ClassReader.SKIP_DEBUG | ClassReader.SKIP_FRAMES);
    return all;
  }

  private static DeclaredMembers reflected(Class<?> type) {
    DeclaredMembers all = new DeclaredMembers();
    for (Method method : HostAccess.methods(type)) {
      all.methods.put(method.getName() + Type.getMethodDescriptor(method), method.getModifiers());
    }
    for (Field field : HostAccess.fields(type)) {
      all.fields.put(field.getName() + ' ' + Type.getDescriptor(field.getType()), field.getModifiers());
    }
    return all;
  }
}
