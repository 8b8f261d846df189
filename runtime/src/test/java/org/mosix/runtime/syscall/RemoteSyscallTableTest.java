package org.mosix.runtime.syscall;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.net.URI;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

class RemoteSyscallTableTest {

  @Test
  void everyNativeOfJavaBaseHasAPolicy() throws Exception {
    List<String> missing = new ArrayList<>();
    classes(bytes -> new ClassReader(bytes).accept(new ClassVisitor(Opcodes.ASM9) {
      private String owner;

      @Override
      public void visit(int version, int access, String name, String signature, String superName, String[] interfaces) {
        owner = name;
      }

      @Override
      public MethodVisitor visitMethod(int access, String name, String descriptor, String signature, String[] exceptions) {
        boolean known = (access & Opcodes.ACC_NATIVE) == 0 || RemoteSyscallTable.find(owner, name, descriptor).isPresent()
            || PureNatives.reason(owner, name) != null;
        if (!known) {
          missing.add(owner + "." + name + descriptor);
        }
        return null;
      }
    }, ClassReader.SKIP_CODE));
    assertThat(missing).as("natives without a policy, Java " + Runtime.version()).isEmpty();
  }

  @Test
  void noNativeHasTwoPolicies() {
    assertThat(RemoteSyscallTable.all()).noneMatch(method -> PureNatives.reason(method.owner(), method.name()) != null);
  }

  @Test
  void everyRefusalSaysWhy() {
    assertThat(RemoteSyscallTable.all()).filteredOn(method -> method.policy() == Policy.REFUSE)
        .allMatch(method -> !method.reason().isEmpty());
  }

  @Test
  void argumentsAreThoseOfTheNatives() {
    for (NativeMethod method : RemoteSyscallTable.all()) {
      Method found = method.find();
      if (found != null && method.policy() != Policy.REFUSE && !method.policy().isLocal()) {
        int expected = found.getParameterCount() + (Modifier.isStatic(found.getModifiers()) ? 0 : 1);
        assertThat(method.passing()).as(method.toString()).hasSize(expected);
      }
    }
  }

  /** A class file may name an inherited static native by a subclass. */
  @Test
  void callSitesInTheJdkNameNativesByOwnersThatTheRewriterKnows() throws Exception {
    List<String> unnoticed = new ArrayList<>();
    classes(bytes -> new ClassReader(bytes).accept(new ClassVisitor(Opcodes.ASM9) {
      @Override
      public MethodVisitor visitMethod(int access, String name, String descriptor, String signature, String[] exceptions) {
        return new MethodVisitor(Opcodes.ASM9) {
          @Override
          public void visitMethodInsn(int opcode, String owner, String called, String type, boolean isInterface) {
            if (isInherited(owner, called, type) && FacadeTargets.known().find(owner, called + type) < 0) {
              unnoticed.add(owner + "." + called + type);
            }
          }
        };
      }
    }, ClassReader.SKIP_DEBUG | ClassReader.SKIP_FRAMES));
    assertThat(unnoticed).isEmpty();
  }

  private static boolean isInherited(String owner, String name, String descriptor) {
    boolean mayBe = RemoteSyscallTable.all().stream()
        .anyMatch(method -> method.name().equals(name) && method.descriptor().equals(descriptor));
    if (!mayBe || owner.startsWith("[")) {
      return false;
    }
    try {
      for (Class<?> at = Class.forName(owner.replace('/', '.'), false, null); at != null; at = at.getSuperclass()) {
        for (Method method : at.getDeclaredMethods()) {
          if (method.getName().equals(name) && NativeMethod.typeOf(method).equals(descriptor)) {
            return Modifier.isNative(method.getModifiers()) && RemoteSyscallTable.find(at.getName().replace('.', '/'), name, descriptor).isPresent();
          }
        }
      }
      return false;
    } catch (ClassNotFoundException | LinkageError e) {
      return false;
    }
  }

  private interface Visit {
    void visit(byte[] classFile);
  }

  private static void classes(Visit visit) throws IOException {
    Path base = FileSystems.getFileSystem(URI.create("jrt:/")).getPath("/modules/java.base");
    try (Stream<Path> files = Files.walk(base)) {
      for (Path file : (Iterable<Path>) files::iterator) {
        if (file.toString().endsWith(".class") && !file.toString().endsWith("module-info.class")) {
          visit.visit(Files.readAllBytes(file));
        }
      }
    }
  }
}
