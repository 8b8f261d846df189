package org.mosix.instrument;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.MethodInsnNode;

class LeafCallsTest {

  @Test
  void onlyTheInitialValueOfAThreadLocalIsPolledFor() throws Exception {
    ClassNode type = new ClassNode();
    try (InputStream in = ThreadLocal.class.getResourceAsStream("ThreadLocal.class")) {
      new ClassReader(in).accept(type, 0);
    }
    Set<String> polled = type.methods.stream().filter(method -> method.name.equals("get")).flatMap(method -> Arrays.stream(method.instructions.toArray()))
        .filter(MethodInsnNode.class::isInstance).map(MethodInsnNode.class::cast)
        .filter(call -> !LeafCalls.isLeaf(call.getOpcode(), call.owner, call.name, call.desc)).map(call -> call.name).collect(Collectors.toSet());
    assertThat(polled).contains("setInitialValue").isSubsetOf("setInitialValue", "get");
  }
}
