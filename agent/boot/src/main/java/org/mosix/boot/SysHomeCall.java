package org.mosix.boot;

/** A guest's thread inside a native that its deputy carries out, and that may wait for ever there. */
final class SysHomeCall extends SysWake {

  final long id = SysPoll.nextId();
  private final SysCalls home;

  SysHomeCall(SysCalls home) {
    this.home = home;
  }

  @Override
  public void cancel() {
    home.cancelWait(id);
  }
}
