package org.mosix.runtime.syscall;

import java.io.IOException;

/** What is asked of home about files that are read ahead and written behind. */
final class HomeFiles {

  private final RemoteCalls calls;

  HomeFiles(RemoteCalls calls) {
    this.calls = calls;
  }

  FileTraits traits(int number) throws IOException {
    return FileTraits.read(calls.control(Request.TRAITS, out -> out.putInt(Descriptors.toHome(number))));
  }

  void seek(int number, long position) throws IOException {
    calls.control(Request.SEEK, out -> out.putInt(Descriptors.toHome(number)).putLong(position));
  }

  /**
   * @param position -1 for where home's is
   * @param changes counted before
   */
  FilePiece read(int number, long position, int length, long changes) throws IOException {
    long asked = System.nanoTime();
    return FilePiece.of(calls.control(Request.READ_AT, out -> out.putInt(Descriptors.toHome(number)).putLong(position).putInt(length)), changes, asked);
  }
}
