package org.mosix.instrument;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.InvokeDynamicInsnNode;
import org.objectweb.asm.tree.MethodNode;

/** The fast instrumenter against the slow one, over the classes of the running JDK. */
@Timeout(120)
class RawInstrumenterTest {

  /** Every so manieth class, and all of those in the packages that are instrumented at start. */
  private static final int STRIDE = 7;

  @Test
  void tellsInstrumentedFilesFromOthers() throws IOException {
    for (Map.Entry<String, byte[]> file : classFiles().entrySet()) {
      assertThat(Instrumenter.isInstrumented(file.getValue())).as(file.getKey()).isFalse();
      byte[] instrumented = Instrumenter.instrument(file.getValue());
      assertThat(instrumented == null || Instrumenter.isInstrumented(instrumented)).as(file.getKey()).isTrue();
    }
  }

  @Test
  void doesWhatTheTreeVersionDoes() throws IOException {
    int raw = 0;
    int all = 0;
    int concatenating = 0;
    List<String> different = new ArrayList<>();
    for (Map.Entry<String, byte[]> file : classFiles().entrySet()) {
      all++;
      byte[] fast;
      try {
        fast = RawInstrumenter.instrument(file.getValue());
      } catch (UnusualClassException e) {
        continue;
      }
      raw++;
      concatenating += fast != null && concatenates(fast) ? 1 : 0;
      byte[] slow = TreeInstrumenter.instrument(file.getValue());
      if (fast == null || slow == null ? fast != slow : !listing(fast).equals(listing(slow))) {
        different.add(file.getKey());
      }
    }
    assertThat(different).isEmpty();
    assertThat(concatenating).isGreaterThan(30);
    assertThat(raw).as("of %d classes", all).isGreaterThan(all * 95 / 100);
  }

  /**
   * HotSpot's GenerateOopMap calls a method unbalanced if something in it may throw with a monitor held and not everything is caught;
   * C1 and C2 do not compile such methods.
   */
  @Test
  void whatThePollBehindAMonitorenterThrowsIsCaughtSoThatTheMethodIsStillCompiled() throws IOException {
    int entered = 0;
    List<String> unbalanced = new ArrayList<>();
    for (Map.Entry<String, byte[]> file : classFiles().entrySet()) {
      byte[] instrumented = Instrumenter.instrument(file.getValue());
      if (instrumented != null) {
        ClassNode type = new ClassNode();
        new ClassReader(instrumented).accept(type, ClassReader.SKIP_DEBUG);
        for (MethodNode method : type.methods) {
          for (AbstractInsnNode at : method.instructions) {
            if (ResumeWriter.isPoll(at) && isBehindMonitorenter(at)) {
              entered++;
              if (!isAllCaught(method, at)) {
                unbalanced.add(type.name + '.' + method.name + method.desc);
              }
            }
          }
        }
      }
    }
    assertThat(unbalanced).isEmpty();
    assertThat(entered).isGreaterThan(100);
  }

  private static boolean isBehindMonitorenter(AbstractInsnNode at) {
    AbstractInsnNode before = at.getPrevious();
    while (before != null && before.getOpcode() < 0) {
      before = before.getPrevious();
    }
    return before != null && before.getOpcode() == Opcodes.MONITORENTER;
  }

  private static boolean isAllCaught(MethodNode method, AbstractInsnNode poll) {
    int at = method.instructions.indexOf(poll);
    return method.tryCatchBlocks.stream()
        .anyMatch(block -> block.type == null
            && method.instructions.indexOf(block.start) < at
            && at < method.instructions.indexOf(block.end));
  }

  @Test
  void answersNullForAClassWithoutCode() throws IOException {
    try (var in = Runnable.class.getResourceAsStream("Runnable.class")) {
      assertThat(RawInstrumenter.instrument(in.readAllBytes())).isNull();
    }
  }

  /** True if something makes a string for a call site that concatenates. */
  private static boolean concatenates(byte[] file) {
    ClassNode type = new ClassNode();
    new ClassReader(file).accept(type, ClassReader.SKIP_DEBUG);
    for (MethodNode method : type.methods) {
      for (AbstractInsnNode at : method.instructions) {
        if (at instanceof InvokeDynamicInsnNode site && site.bsm.getOwner().equals(ConcatArguments.FACTORY)
            && ResumeWriter.isPoll(at.getPrevious())) {
          return true;
        }
      }
    }
    return false;
  }

  /** Both read again and written by ASM with a new constant pool, so that only what they mean is compared. */
  private static String listing(byte[] file) {
    ClassNode type = new ClassNode();
    new ClassReader(file).accept(type, ClassReader.EXPAND_FRAMES);
    ClassWriter writer = new ClassWriter(0);
    type.accept(writer);
    return HexFormat.of().formatHex(writer.toByteArray());
  }

  private static Map<String, byte[]> classFiles() throws IOException {
    Map<String, byte[]> result = new LinkedHashMap<>();
    Path modules = FileSystems.getFileSystem(URI.create("jrt:/")).getPath("modules");
    try (Stream<Path> files = Stream.of("java.base", "java.management", "jdk.compiler").flatMap(module -> walk(modules.resolve(module)))) {
      int i = 0;
      for (Path path : (Iterable<Path>) files.filter(f -> f.toString().endsWith(".class")).sorted()::iterator) {
        if (i++ % STRIDE == 0 || path.toString().contains("/java.management/") || path.toString().contains("/java/lang/T") || path.toString().contains("/InnerClassLambda") || path.toString().contains("$ClassDefiner") || path.toString().contains("/misc/Signal") || path.toString().contains("/java/util/") || path.toString().contains("/java/io/")) {
          result.put(path.toString(), Files.readAllBytes(path));
        }
      }
    }
    return result;
  }

  private static Stream<Path> walk(Path root) {
    try {
      return Files.walk(root);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
