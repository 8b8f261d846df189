package org.mosix.boot;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.invoke.MutableCallSite;
import jdk.internal.vm.annotation.DontInline;
import jdk.internal.vm.annotation.ForceInline;

/**
 * The point where a thread can be stopped and captured. Instrumented methods call {@link #poll()} after calls that may lead to
 * capturable code, at loop back-edges and after entering a monitor.
 *
 * <p>The target of a {@code static final} mutable call site is a constant for the JIT compilers, which record a dependency on it:
 * while the site is idle a poll compiles to nothing, and changing the target discards every compiled method that holds a poll.
 */
public final class Poll {

  private static final MethodType NOTHING = MethodType.methodType(void.class);
  private static final MethodHandle IDLE = MethodHandles.empty(NOTHING);
  private static final MethodHandle ARMED = find("armed");
  /** A second armed target: switching between the two discards what was compiled since arming. */
  private static final MethodHandle ARMED_AGAIN = find("armedAgain");

  private static final MutableCallSite SITE = new MutableCallSite(IDLE);
  private static final MutableCallSite[] SITES = {SITE};

  private Poll() {}

  /** Called by instrumented code; compiled to nothing until {@link #arm()}. */
  @ForceInline
  public static void poll() {
    if (SITE.getTarget() != IDLE) {
      reached();
    }
  }

  @DontInline
  private static void reached() {
    Hooks hooks = Hooks.installed;
    if (hooks != null) {
      hooks.poll();
    }
  }

  /** True between {@link #arm()} and {@link #disarm()}; a constant for the compilers, as {@link #poll()} is. */
  @ForceInline
  public static boolean isArmed() {
    return SITE.getTarget() != IDLE;
  }

  /** Makes every poll call {@link Hooks#poll()}: all compiled methods that hold a poll are discarded. */
  public static synchronized void arm() {
    target(ARMED);
  }

  /** Discards the methods compiled since the site was armed; nothing if it is idle. */
  public static synchronized void armAgain() {
    MethodHandle now = SITE.getTarget();
    if (now != IDLE) {
      target(now == ARMED ? ARMED_AGAIN : ARMED);
    }
  }

  /** Makes polls free again. */
  public static synchronized void disarm() {
    target(IDLE);
  }

  private static void target(MethodHandle target) {
    if (SITE.getTarget() != target) {
      SITE.setTarget(target);
      MutableCallSite.syncAll(SITES);
    }
  }

  private static MethodHandle find(String name) {
    try {
      return MethodHandles.lookup().findStatic(Poll.class, name, NOTHING);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  private static void armed() {}

  private static void armedAgain() {}
}
