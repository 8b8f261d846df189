package org.mosix.runtime.syscall;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Makes the classes of a guest call the facades instead of natives that have another policy than LOCAL. Works on the constant pool and
 * leaves the size of every instruction as it is, so that bytecode indexes are the same at home and on the guest.
 *
 * <p>A method reference to a static native is redirected in place. One to an instance native gets a new constant, and the instructions
 * that use it become {@code invokestatic}: the receiver is the facade's first argument.
 */
public final class GuestRewriter {

  private static final AtomicLong TOO_LARGE = new AtomicLong();

  private GuestRewriter() {}

  /** Classes that call natives but have no room left in their constant pool: their calls stay local. */
  public static long tooLarge() {
    return TOO_LARGE.get();
  }

  /**
   * @param internalName with slashes; the boot classes that the facades use are left alone
   * @param classFile not changed
   * @return the same array if the class calls none of these natives
   */
  public static byte[] rewrite(String internalName, byte[] classFile) {
    if (internalName != null && internalName.startsWith("org/mosix/boot/")) {
      return classFile;
    }
    ConstantPool pool = new ConstantPool(classFile);
    RandomAccessSubclasses.learn(pool.name(), pool.superName());
    List<int[]> found = pool.references(FacadeTargets.known());
    if (found.isEmpty()) {
      return classFile;
    }
    try {
      return new Redirection(classFile, pool).apply(found);
    } catch (ConstantPool.Full e) {
      TOO_LARGE.incrementAndGet();
      return classFile;
    }
  }

  /** One class file being changed. */
  private static final class Redirection {

    private final byte[] bytes;
    private final ConstantPool pool;
    private final ConstantPool.Additions additions;
    /** From the constant of an instance native to that of its facade, for virtual calls and for those of {@code super}. */
    private final Map<Integer, int[]> instance = new HashMap<>();

    private Redirection(byte[] classFile, ConstantPool pool) {
      this.bytes = classFile.clone();
      this.pool = pool;
      this.additions = pool.additions();
    }

    private byte[] apply(List<int[]> found) throws ConstantPool.Full {
      List<FacadeTargets.Target> all = FacadeTargets.known().all();
      for (int[] reference : found) {
        FacadeTargets.Target target = all.get(reference[1]);
        if (target.isStatic()) {
          pool.retarget(bytes, reference[0], additions.classNamed(target.owner()),
              additions.nameAndType(target.name(), target.descriptor()));
        } else {
          int virtual = additions.method(target.owner(), target.virtualName(), target.descriptor());
          int special = additions.method(target.owner(), target.name(), target.descriptor());
          instance.put(reference[0], new int[] {virtual, special});
        }
      }
      if (!instance.isEmpty()) {
        pool.retargetHandles(bytes, instance);
        new CodeWalk(bytes, pool).retarget(instance);
      }
      return additions.appendTo(bytes);
    }
  }
}
