package org.mosix.runtime.capture;

import java.lang.instrument.ClassDefinition;
import java.lang.instrument.Instrumentation;
import java.lang.instrument.UnmodifiableClassException;
import java.util.function.Supplier;
import org.mosix.boot.Poll;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/**
 * Arms the polls of all code, and makes them idle again, by redefining {@link Poll}. Each redefinition is a safepoint in which the VM looks
 * at all loaded classes: some 2 ms for a thousand of them.
 */
public final class PollSwitch {

  private static final String IDLE = "poll";
  private static final String ARMED = "armedPoll";

  private final Instrumentation instrumentation;
  private final Supplier<byte[]> file;
  private byte[] idle;
  private byte[] armed;
  private boolean on;

  /** @param file gives the class file of {@link Poll} */
  public PollSwitch(Instrumentation instrumentation, Supplier<byte[]> file) {
    this.instrumentation = instrumentation;
    this.file = file;
  }

  /** Does what arming needs to have been done once, and changes nothing. */
  synchronized void prepare() {
    if (idle == null) {
      byte[] now = file.get();
      armed = exchanged(now);
      idle = now;
      redefine(on ? armed : idle);
    }
  }

  /** Makes every poll call {@code Hooks.poll()}: all compiled methods that hold a poll are discarded. */
  public synchronized void arm() {
    if (!on) {
      prepare();
      on = true;
      Poll.setArmed(true);
      redefine(armed);
    }
  }

  /** Discards the methods compiled since the polls were armed; nothing if they are idle. */
  synchronized void armAgain() {
    if (on) {
      redefine(armed);
    }
  }

  /** Makes polls free again. */
  public synchronized void disarm() {
    if (on) {
      on = false;
      Poll.setArmed(false);
      redefine(idle);
    }
  }

  private void redefine(byte[] as) {
    try {
      instrumentation.redefineClasses(new ClassDefinition(Poll.class, as));
    } catch (ClassNotFoundException | UnmodifiableClassException e) {
      throw new IllegalStateException("the VM does not let " + Poll.class + " be redefined", e);
    }
  }

  /** The class with the names of its two kinds of poll exchanged; its constants stay where they are, or they would add up in the VM. */
  private static byte[] exchanged(byte[] file) {
    ClassReader reader = new ClassReader(file);
    ClassWriter writer = new ClassWriter(reader, 0);
    reader.accept(
        new ClassVisitor(Opcodes.ASM9, writer) {
          @Override
          public MethodVisitor visitMethod(int access, String name, String descriptor, String signature, String[] exceptions) {
            String as = name.equals(IDLE) ? ARMED : name.equals(ARMED) ? IDLE : name;
            return super.visitMethod(access, as, descriptor, signature, exceptions);
          }
        },
        0);
    return writer.toByteArray();
  }
}
