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
 * Makes the polls of all code ready, and idle again, by redefining {@link Poll} and {@link JdkPoll}, and arms them. Each redefinition is a
 * safepoint in which the VM looks at all loaded classes and all compiled code: some 2 to 4 ms for a thousand classes.
 */
public final class PollSwitch {

  private static final String IDLE = "poll";
  private static final String READY = "readyPoll";

  private final Instrumentation instrumentation;
  private final Function<Class<?>, byte[]> file;
  private final Kind program;
  private final Kind jdk;
  private boolean on;

  /** A class of polls, and its two versions. */
  private static final class Kind {

    private final Class<?> type;
    private byte[] idle;
    private byte[] ready;
    /** Whether that is the present version. */
    private boolean isReady;

    private Kind(Class<?> type) {
      this.type = type;
    }

    private ClassDefinition definition() {
      return new ClassDefinition(type, isReady ? ready : idle);
    }
  }

  /** @param file gives the class file of one of the two classes */
  public PollSwitch(Instrumentation instrumentation, Function<Class<?>, byte[]> file) {
    this.instrumentation = instrumentation;
    this.file = file;
    this.program = new Kind(Poll.class);
    this.jdk = new Kind(JdkPoll.class);
  }

  /** Makes the polls of the JDK ready, and does what arming needs to have been done once. */
  public synchronized void prepare() {
    if (program.idle == null) {
      load();
      jdk.isReady = true;
      redefine(program, jdk);
    } else {
      change(true, jdk);
    }
  }

  /** Makes all polls ready: it takes nothing to arm them then, but until they are free again those of the program cost it something. */
  public synchronized void prepareAll() {
    load();
    change(true, program, jdk);
  }

  private void load() {
    for (Kind kind : new Kind[] {program, jdk}) {
      if (kind.idle == null) {
        byte[] now = file.apply(kind.type);
        kind.ready = exchanged(now);
        kind.idle = now;
      }
    }
  }

  /** Redefines those that are not so yet. */
  private void change(boolean ready, Kind... kinds) {
    Kind[] others = Stream.of(kinds).filter(kind -> kind.isReady != ready).toArray(Kind[]::new);
    for (Kind kind : others) {
      kind.isReady = ready;
    }
    if (others.length > 0) {
      redefine(others);
    }
  }

  /** Makes every poll call {@code Hooks.poll()}: compiled methods of the program that hold a poll are discarded if its polls were free. */
  public synchronized void arm() {
    if (!on) {
      on = true;
      PollState.setArmed(true);
      prepareAll();
    }
  }

  /**
   * Discards methods compiled since the polls were made ready; nothing if they are not armed.
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

  /** The polls are armed no more, and stay ready. */
  public synchronized void disarm() {
    on = false;
    PollState.setArmed(false);
  }

  /** Makes the program's polls free again; those of the JDK stay as they are. */
  public synchronized void free() {
    disarm();
    change(false, program);
  }

  /** Makes all polls free again. */
  public synchronized void idle() {
    disarm();
    change(false, program, jdk);
  }

  /** Makes the polls of the JDK free again, unless a stop is under way. */
  synchronized void rest() {
    if (!on) {
      change(false, jdk);
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
  private static byte[] exchanged(byte[] file) {
    ClassReader reader = new ClassReader(file);
    ClassWriter writer = new ClassWriter(reader, 0);
    reader.accept(
        new ClassVisitor(Opcodes.ASM9, writer) {
          @Override
          public MethodVisitor visitMethod(int access, String name, String descriptor, String signature, String[] exceptions) {
            String as = name.equals(IDLE) ? READY : name.equals(READY) ? IDLE : name;
            return super.visitMethod(access, as, descriptor, signature, exceptions);
          }
        },
        0);
    return writer.toByteArray();
  }
}
