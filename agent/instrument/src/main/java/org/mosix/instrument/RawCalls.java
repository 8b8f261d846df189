package org.mosix.instrument;

import java.util.Set;
import org.objectweb.asm.Opcodes;

/** What the calls of a class mean, remembered by the constant that names the method. */
final class RawCalls {

  private static final byte LEAF = 1;
  private static final byte CALL = 2;
  /** Replaced, and polled afterwards. */
  private static final byte AWAIT = 3;
  private static final byte SLEEP = 4;
  /** Replaced by a call that needs no poll. */
  private static final byte INTERN = 5;
  private static final byte THREAD = 6;
  /** Replaced, and polled afterwards. */
  private static final byte BLOCKING = 7;
  /** Replaced by a call that needs no poll. */
  private static final byte TRACES = 8;

  private final RawClass type;
  private final Set<String> leaves;
  private final Set<String> natives;
  private final boolean replaceIntern;
  private final boolean replaceWaits;
  /** By constant: kind for virtual, interface, static and special calls in 4 bytes each. */
  private final byte[] kinds;

  /** @param natives name and descriptor of the native methods, where they matter */
  RawCalls(RawClass type, Set<String> leaves, Set<String> natives) {
    this.type = type;
    this.leaves = leaves;
    this.natives = natives;
    this.kinds = new byte[4 * type.poolCount()];
    this.replaceIntern = !type.name.equals(Names.BLOCKING) && !type.name.equals("java/lang/Thread");
    this.replaceWaits = !type.name.equals(Names.BLOCKING);
  }

  /** True for a leaf call, whatever this class's own methods are. */
  boolean isLeafBySelf(int opcode, int member) {
    return LeafCalls.isLeaf(opcode, type.owner(member), type.memberName(member), type.memberDescriptor(member));
  }

  /** True if no poll follows the call. */
  boolean isLeaf(int opcode, int member) {
    byte kind = kind(opcode, member);
    return kind == LEAF || kind == INTERN || kind == THREAD || kind == TRACES;
  }

  boolean isPoll(int member) {
    return Names.isPoll(type.owner(member), type.memberName(member));
  }

  /** True for a native that may block for ever in reading the descriptor of its object. */
  boolean isBlockingRead(int member) {
    if (natives.isEmpty() || !type.owner(member).equals(type.name)) {
      return false;
    }
    String read = type.memberName(member) + type.memberDescriptor(member);
    return natives.contains(read) && BlockingReads.mayBlock(read);
  }

  boolean isReplaced(int opcode, int member) {
    return kind(opcode, member) >= AWAIT;
  }

  /** Constant of the method called instead. */
  int replacement(int opcode, int member, RawNames names) {
    String descriptor = type.memberDescriptor(member);
    return switch (kind(opcode, member)) {
      case AWAIT -> names.method(Names.BLOCKING, Capturable.await(type.name), "(Ljava/lang/Object;" + descriptor.substring(1));
      case SLEEP -> names.method(Names.BLOCKING, "sleep", descriptor);
      case THREAD -> names.method(BlockingNatives.THREADS, type.memberName(member), descriptor);
      case TRACES -> names.method(Names.CALLS, type.memberName(member), descriptor);
      case BLOCKING -> blocking(member, descriptor, names);
      default -> names.method(Names.CALLS, "intern", "(Ljava/lang/String;)Ljava/lang/String;");
    };
  }

  private int blocking(int member, String descriptor, RawNames names) {
    String method = BlockingNatives.replacement(type.name, type.owner(member), type.memberName(member), descriptor);
    int dot = method.indexOf('.');
    return names.method(method.substring(0, dot), method.substring(dot + 1), descriptor);
  }

  private byte kind(int opcode, int member) {
    int slot = 4 * member + (opcode - Opcodes.INVOKEVIRTUAL);
    byte kind = kinds[slot];
    if (kind == 0) {
      kind = find(opcode, member);
      kinds[slot] = kind;
    }
    return kind;
  }

  private byte find(int opcode, int member) {
    String owner = type.owner(member);
    String name = type.memberName(member);
    String descriptor = type.memberDescriptor(member);
    if (opcode == Opcodes.INVOKEVIRTUAL || opcode == Opcodes.INVOKEINTERFACE) {
      byte replaced = replaced(owner, name, descriptor);
      if (replaced != 0) {
        if (opcode == Opcodes.INVOKEINTERFACE) {
          // The replacement is shorter.
          throw UnusualClassException.UNUSUAL;
        }
        return replaced;
      }
    } else if (replaceIntern && opcode == Opcodes.INVOKESTATIC && name.equals("sleep") && owner.equals("java/lang/Thread")) {
      return SLEEP;
    } else if (replaceIntern && opcode == Opcodes.INVOKESTATIC && Substitutions.listsThreads(owner, name)) {
      return TRACES;
    } else if (opcode == Opcodes.INVOKESTATIC && BlockingNatives.concerns(type.name, owner)) {
      if (BlockingNatives.concernsThreads(type.name, owner, name)) {
        return THREAD;
      }
      if (BlockingNatives.replacement(type.name, owner, name, descriptor) != null) {
        return BLOCKING;
      }
    }
    if (Substitutions.isContext(name, descriptor) || Substitutions.isAddress(type.name, owner, name)
        || BlockingNatives.concernsPollers(type.name, owner, name)) {
      throw UnusualClassException.UNUSUAL;
    }
    boolean leaf = LeafCalls.isLeaf(opcode, owner, name, descriptor) || owner.equals(type.name) && leaves.contains(name + descriptor);
    return leaf ? LEAF : CALL;
  }

  private byte replaced(String owner, String name, String descriptor) {
    if (replaceWaits && name.equals("wait") && (descriptor.equals("()V") || descriptor.equals("(J)V") || descriptor.equals("(JI)V"))) {
      return AWAIT;
    }
    return replaceIntern && name.equals("intern") && owner.equals("java/lang/String") ? INTERN : 0;
  }
}
