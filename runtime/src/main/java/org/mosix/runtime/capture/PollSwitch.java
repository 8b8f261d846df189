package org.mosix.runtime.capture;

import java.lang.instrument.ClassDefinition;
import java.lang.instrument.Instrumentation;
import java.lang.instrument.UnmodifiableClassException;
import java.util.function.Function;
import java.util.stream.Stream;
import org.mosix.boot.JdkPoll;
import org.mosix.boot.Poll;
import org.mosix.boot.PollState;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/**
 * Arms the polls of all code, and makes them idle again, by redefining {@link Poll} and {@link JdkPoll}. Each redefinition is a safepoint in
 * which the VM looks at all loaded classes: some 2 ms for a thousand of them.
 */
public final class PollSwitch {

  private static final String IDLE = "poll";

  private final Instrumentation instrumentation;
  private final Function<Class<?>, byte[]> file;
  private final Kind program;
  private final Kind jdk;
  private boolean on;

  /** A class of polls, and its two versions. */
  private static final class Kind {

    private final Class<?> type;
    private final String otherName;
    private byte[] idle;
    private byte[] other;
    /** Whether the present version is not the idle one. */
    private boolean exchanged;

    private Kind(Class<?> type, String otherName) {
      this.type = type;
      this.otherName = otherName;
    }

    private ClassDefinition definition() {
      return new ClassDefinition(type, exchanged ? other : idle);
    }
  }

  /** @param file gives the class file of one of the two classes */
  public PollSwitch(Instrumentation instrumentation, Function<Class<?>, byte[]> file) {
    this.instrumentation = instrumentation;
    this.file = file;
    this.program = new Kind(Poll.class, "armedPoll");
    this.jdk = new Kind(JdkPoll.class, "readyPoll");
  }

  /** Makes the polls of the JDK ready, and does what arming needs to have been done once. */
  public synchronized void prepare() {
    boolean first = program.idle == null;
    load();
    if (!jdk.exchanged) {
      jdk.exchanged = true;
      if (first) {
        redefine(program, jdk);
      } else {
        redefine(jdk);
      }
    }
  }

  private void load() {
    for (Kind kind : new Kind[] {program, jdk}) {
      if (kind.idle == null) {
        byte[] now = file.apply(kind.type);
        kind.other = exchanged(now, kind);
        kind.idle = now;
      }
    }
  }

  /** Makes every poll call {@code Hooks.poll()}: all compiled methods of the program that hold a poll are discarded. */
  public synchronized void arm() {
    if (!on) {
      load();
      on = true;
      program.exchanged = true;
      PollState.setArmed(true);
      if (jdk.exchanged) {
        redefine(program);
      } else {
        jdk.exchanged = true;
        redefine(program, jdk);
      }
    }
  }

  /**
   * Discards methods compiled since the polls were armed; nothing if they are not.
   *
   * @param jdkToo whether those of the JDK, which may have been compiled before
   */
  synchronized void armAgain(boolean jdkToo) {
    if (on && jdkToo) {
      redefine(program, jdk);
    } else if (on) {
      redefine(program);
    }
  }

  /** Makes the program's polls free again; those of the JDK stay ready. */
  public synchronized void disarm() {
    if (on) {
      on = false;
      PollState.setArmed(false);
      program.exchanged = false;
      redefine(program);
    }
  }

  /** Makes all polls free again. */
  public synchronized void idle() {
    if (on) {
      on = false;
      PollState.setArmed(false);
      program.exchanged = false;
      jdk.exchanged = false;
      redefine(program, jdk);
    } else {
      rest();
    }
  }

  /** Makes the polls of the JDK free again, unless a stop is under way. */
  synchronized void rest() {
    if (!on && jdk.exchanged) {
      jdk.exchanged = false;
      redefine(jdk);
    }
  }

  private void redefine(Kind... kinds) {
    try {
      instrumentation.redefineClasses(Stream.of(kinds).map(Kind::definition).toArray(ClassDefinition[]::new));
    } catch (ClassNotFoundException | UnmodifiableClassException e) {
      throw new IllegalStateException("the VM does not let the polls be redefined", e);
    }
  }

  /** The class with the names of its two kinds of poll exchanged; its constants stay where they are, or they would add up in the VM. */
  private static byte[] exchanged(byte[] file, Kind kind) {
    ClassReader reader = new ClassReader(file);
    ClassWriter writer = new ClassWriter(reader, 0);
    reader.accept(
        new ClassVisitor(Opcodes.ASM9, writer) {
          @Override
          public MethodVisitor visitMethod(int access, String name, String descriptor, String signature, String[] exceptions) {
            String as = name.equals(IDLE) ? kind.otherName : name.equals(kind.otherName) ? IDLE : name;
            return super.visitMethod(access, as, descriptor, signature, exceptions);
          }
        },
        0);
    return writer.toByteArray();
  }
}
