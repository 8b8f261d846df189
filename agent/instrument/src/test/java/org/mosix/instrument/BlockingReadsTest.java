package org.mosix.instrument;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.analysis.Analyzer;
import org.objectweb.asm.tree.analysis.BasicVerifier;

class BlockingReadsTest {

  @ParameterizedTest
  @ValueSource(classes = {FileInputStream.class, RandomAccessFile.class})
  void waitsBeforeEveryNativeRead(Class<?> stream) throws Exception {
    ClassNode type = read(stream);
    List<MethodNode> changed = type.methods.stream().filter(method -> BlockingReads.apply(type, method)).collect(Collectors.toList());
    assertThat(changed).hasSizeGreaterThanOrEqualTo(2);
    for (MethodNode method : changed) {
      new Analyzer<>(new BasicVerifier()).analyze(type.name, method);
    }
  }

  @Test
  void leavesOtherClassesAlone() throws Exception {
    ClassNode type = read(java.io.BufferedInputStream.class);
    assertThat(type.methods).noneMatch(method -> BlockingReads.apply(type, method));
  }

  private static ClassNode read(Class<?> type) throws IOException {
    try (InputStream in = type.getResourceAsStream("/" + type.getName().replace('.', '/') + ".class")) {
      ClassNode node = new ClassNode();
      new ClassReader(in).accept(node, ClassReader.EXPAND_FRAMES);
      return node;
    }
  }
}
