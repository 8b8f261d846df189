package org.mosix.boot;

import java.io.FileDescriptor;
import java.io.IOException;

/** All ways home: whatever a thread of the program does there is the runtime's business, and stays local. */
final class SysInsideCalls extends SysCalls {

  private final SysCalls home;

  SysInsideCalls(SysCalls home) {
    this.home = home;
  }

  @Override
  public Object call(int index, Object[] arguments) throws Throwable {
    SysInside.enter();
    try {
      return home.call(index, arguments);
    } finally {
      SysInside.leave();
    }
  }

  @Override
  public Object callBlocking(int index, Object[] arguments, long waitId) throws Throwable {
    SysInside.enter();
    try {
      return home.callBlocking(index, arguments, waitId);
    } finally {
      SysInside.leave();
    }
  }

  @Override
  public SysFile file(int fd) {
    return home.file(fd);
  }

  @Override
  public boolean mayBlock(FileDescriptor fd) {
    SysInside.enter();
    try {
      return home.mayBlock(fd);
    } finally {
      SysInside.leave();
    }
  }

  @Override
  public int keep(FileDescriptor fd) throws IOException {
    SysInside.enter();
    try {
      return home.keep(fd);
    } finally {
      SysInside.leave();
    }
  }

  @Override
  public boolean awaitReadable(FileDescriptor fd, long waitId, long millis) {
    SysInside.enter();
    try {
      return home.awaitReadable(fd, waitId, millis);
    } finally {
      SysInside.leave();
    }
  }

  @Override
  public int awaitExit(long pid, boolean reap, long waitId) {
    SysInside.enter();
    try {
      return home.awaitExit(pid, reap, waitId);
    } finally {
      SysInside.leave();
    }
  }

  @Override
  public void cancelWait(long waitId) {
    SysInside.enter();
    try {
      home.cancelWait(waitId);
    } finally {
      SysInside.leave();
    }
  }
}
