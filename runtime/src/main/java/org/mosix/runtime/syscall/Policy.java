package org.mosix.runtime.syscall;

/** Where a native method of the JDK is carried out once its process has left home. */
public enum Policy {
  /** Touches nothing but the heap, or the VM it runs in. */
  LOCAL,
  /** A clock: local, with home's offsets. */
  CLOCK,
  /** Here, on the number of a descriptor: bare numbers are home's. */
  NUMBER,
  /** By the deputy. */
  HOME,
  /** By the deputy, once: the answer never changes. */
  HOME_CACHED,
  /** By the deputy, on a native object that stays at home and is known by a handle here. */
  STATE,
  /** Not served on a guest yet: the call fails with the reason. */
  REFUSE;

  /** True for a native that a boot class stands for, without asking home. */
  boolean isLocal() {
    return this == CLOCK || this == NUMBER;
  }
}
