package org.mosix.runtime.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/** Classes with a field of a class that is not there, as libraries with optional parts have them. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class MissingClassTest {

  private static final class Loader extends ClassLoader {
    private final byte[] file;
    private final List<String> asked = new CopyOnWriteArrayList<>();

    Loader(byte[] file) {
      super(MissingClassTest.class.getClassLoader());
      this.file = file;
    }

    @Override
    protected Class<?> loadClass(String name, boolean link) throws ClassNotFoundException {
      asked.add(name);
      return super.loadClass(name, link);
    }

    @Override
    protected Class<?> findClass(String name) throws ClassNotFoundException {
      byte[] found = name.equals("Partial") ? file : name.equals("Half") ? half() : null;
      if (found == null) {
        throw new ClassNotFoundException(name);
      }
      return defineClass(name, found, 0, found.length);
    }
  }

  private static byte[] partial() {
    ClassWriter writer = new ClassWriter(0);
    writer.visit(Opcodes.V17, Opcodes.ACC_PUBLIC, "Partial", null, "java/lang/Object", null);
    writer.visitField(Opcodes.ACC_PUBLIC, "missing", "Lnot/There;", null, null).visitEnd();
    writer.visitField(Opcodes.ACC_PUBLIC, "half", "LHalf;", null, null).visitEnd();
    writer.visitField(Opcodes.ACC_PUBLIC, "text", "Ljava/lang/String;", null, null).visitEnd();
    writer.visitField(Opcodes.ACC_PUBLIC | Opcodes.ACC_STATIC, "COUNT", "J", null, null).visitEnd();
    writer.visitField(Opcodes.ACC_PUBLIC | Opcodes.ACC_STATIC, "logger", "Lnot/Logger;", null, null).visitEnd();
    writer.visitMethod(Opcodes.ACC_PRIVATE | Opcodes.ACC_NATIVE, "unseen", "(Lnot/There;)V", null, null).visitEnd();
    writer.visitMethod(Opcodes.ACC_PUBLIC | Opcodes.ACC_NATIVE, "seen", "()V", null, null).visitEnd();
    MethodVisitor init = writer.visitMethod(Opcodes.ACC_PUBLIC, "<init>", "()V", null, null);
    init.visitCode();
    init.visitVarInsn(Opcodes.ALOAD, 0);
    init.visitMethodInsn(Opcodes.INVOKESPECIAL, "java/lang/Object", "<init>", "()V", false);
    init.visitInsn(Opcodes.RETURN);
    init.visitMaxs(1, 1);
    init.visitEnd();
    writer.visitEnd();
    return writer.toByteArray();
  }

  /** A class that is there, with a superclass that is not. */
  private static byte[] half() {
    ClassWriter writer = new ClassWriter(0);
    writer.visit(Opcodes.V17, Opcodes.ACC_PUBLIC, "Half", null, "not/Whole", null);
    writer.visitEnd();
    return writer.toByteArray();
  }

  private static Object partial(Loader loader) throws Exception {
    Object partial = Raw.U.allocateInstance(loader.loadClass("Partial"));
    Raw.U.putReference(partial, Raw.U.objectFieldOffset(partial.getClass(), "text"), "kept");
    return partial;
  }

  @Test
  void theOtherFieldsAreFoundInTheClassFile() throws Exception {
    byte[] file = partial();
    Loader loader = new Loader(file);
    Object partial = partial(loader);
    Class<?> type = partial.getClass();
    loader.asked.clear();
    long count = Raw.U.objectFieldOffset(type, "COUNT");
    Raw.U.putLong(type, count, 42);
    ImageContext context = new ImageContext(new FixedLoaders(loader)).classFiles(Map.of(type, file)::get);
    MemoryChunks chunks = new MemoryChunks(1 << 16);
    new ImageWriter(context).prepare(List.of(type)).write(partial, List.of(type), chunks);
    Raw.U.putLong(type, count, 0);
    Object copy = new ImageReader(context).read(chunks);
    assertThat(copy).isNotSameAs(partial).isInstanceOf(type);
    assertThat(Raw.U.getReference(copy, Raw.U.objectFieldOffset(type, "text"))).isEqualTo("kept");
    assertThat(Raw.U.getLong(type, count)).isEqualTo(42);
    StaticReferences.clear(type);
    assertThat(loader.asked).as("classes that a loader of the program's was asked for by a move").isEmpty();
  }

  @Test
  void aPublicMethodIsFoundBesideOthersThatNameMissingClasses() throws Exception {
    Loader loader = new Loader(partial());
    Class<?> type = loader.loadClass("Partial");
    Object method = type.getMethod("seen");
    ImageContext context = new ImageContext(new FixedLoaders(loader));
    MemoryChunks chunks = new MemoryChunks(1 << 16);
    new ImageWriter(context).write(new Object[] {method}, List.of(), chunks);
    assertThat((Object[]) new ImageReader(context).read(chunks)).containsExactly(method);
  }

  @Test
  void withoutTheClassFileTheMoveIsRefused() throws Exception {
    Loader loader = new Loader(partial());
    Object partial = partial(loader);
    ImageContext context = new ImageContext(new FixedLoaders(loader)).classFiles(type -> null);
    assertThatThrownBy(() -> new ImageWriter(context).prepare(List.of(partial.getClass())).write(partial, List.of(),
        new MemoryChunks(1 << 16))).isInstanceOf(CannotMove.class).hasMessageContaining("not/There");
  }

  static final class Holder {
    /** JUnit loads what is nested in the test. */
    static final class NeverLoaded {}

    NeverLoaded part;
    int number;
  }

  @Test
  void theLoaderOfTheClassPathIsNotAskedForTheTypesOfFieldsEither() throws Exception {
    byte[] file;
    try (InputStream in = MissingClassTest.class.getResourceAsStream("MissingClassTest$Holder.class")) {
      file = in.readAllBytes();
    }
    ClassLoader loader = MissingClassTest.class.getClassLoader();
    assertThat(loader).isSameAs(ClassLoader.getSystemClassLoader());
    new ImageContext(new FixedLoaders(loader)).classFiles(Map.of(Holder.class, file)::get);
    assertThat(DeclaredField.of(Holder.class)).extracting(DeclaredField::descriptor)
        .containsExactly("Lorg/mosix/runtime/image/MissingClassTest$Holder$NeverLoaded;", "I");
    assertThat(Raw.findLoaded(loader, "org.mosix.runtime.image.MissingClassTest$Holder$NeverLoaded")).isNull();
  }
}
