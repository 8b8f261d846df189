package org.mosix.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.Handle;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/** What {@code src/build/Plain.java} makes of lambdas answers as they did. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class PlainTest {

  private static final String PACKAGE = "org/mosix/agent";

  @TempDir
  private Path directory;

  private void copy(String file) throws IOException {
    Path to = directory.resolve(file);
    Files.createDirectories(to.getParent());
    try (InputStream in = LambdaShapes.class.getClassLoader().getResourceAsStream(file)) {
      Files.write(to, in.readAllBytes());
    }
  }

  private void copyShapes() throws Exception {
    Path classes = Path.of(LambdaShapes.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    try (Stream<Path> all = Files.list(classes.resolve(PACKAGE))) {
      for (Path file : all.filter(path -> path.getFileName().toString().startsWith("LambdaShapes")).toList()) {
        copy(classes.relativize(file).toString());
      }
    }
    copy(PACKAGE + "/shapes/Base.class");
  }

  private void makePlain() throws Exception {
    Process run = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin/java").toString(), "-cp", System.getProperty("java.class.path"),
        "src/build/Plain.java", directory.toString()).inheritIO().start();
    assertThat(run.waitFor()).isZero();
  }

  /** What the bootstrap methods of a class are called, as often as they are named. */
  private static List<String> factories(Path file) throws IOException {
    List<String> names = new ArrayList<>();
    new ClassReader(Files.readAllBytes(file)).accept(new ClassVisitor(Opcodes.ASM9) {
      @Override
      public MethodVisitor visitMethod(int access, String name, String descriptor, String signature, String[] exceptions) {
        return new MethodVisitor(Opcodes.ASM9) {
          @Override
          public void visitInvokeDynamicInsn(String name, String descriptor, Handle factory, Object... arguments) {
            names.add(factory.getName());
          }
        };
      }
    }, 0);
    return names;
  }

  private List<String> answers() throws Exception {
    try (URLClassLoader loader = new URLClassLoader(new URL[] {directory.toUri().toURL()}, ClassLoader.getPlatformClassLoader())) {
      Object shapes = loader.loadClass(LambdaShapes.class.getName()).getConstructor().newInstance();
      List<String> answers = new ArrayList<>();
      for (Object answer : (List<?>) ((Supplier<?>) shapes).get()) {
        answers.add((String) answer);
      }
      return answers;
    }
  }

  @Test
  void answersAreTheSame() throws Exception {
    copyShapes();
    List<String> before = answers();
    makePlain();
    assertThat(answers()).isEqualTo(before).isEqualTo(new LambdaShapes().get());
  }

  @Test
  void onlyTheLambdasThatCanBeWrittenToAFileStay() throws Exception {
    copyShapes();
    assertThat(factories(directory.resolve(PACKAGE + "/LambdaShapes.class"))).contains("metafactory");
    makePlain();
    try (Stream<Path> all = Files.walk(directory)) {
      List<String> left = new ArrayList<>();
      for (Path file : all.filter(path -> path.toString().endsWith(".class")).toList()) {
        left.addAll(factories(file));
      }
      // Where it is made and where it is read; toString of two records.
      assertThat(left).containsExactlyInAnyOrder("altMetafactory", "altMetafactory", "bootstrap", "bootstrap");
    }
  }

  @Test
  void aSecondTimeNothingIsChanged() throws Exception {
    copyShapes();
    makePlain();
    byte[] once = Files.readAllBytes(directory.resolve(PACKAGE + "/LambdaShapes.class"));
    makePlain();
    assertThat(Files.readAllBytes(directory.resolve(PACKAGE + "/LambdaShapes.class"))).isEqualTo(once);
  }
}
