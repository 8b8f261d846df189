package org.mosix.runtime.syscall;

import java.io.IOException;

/** What is asked of home about files that are read ahead and written behind. */
final class HomeFiles {

  private static final NativeMethod WRITE = RemoteSyscallTable.find("java/io/FileOutputStream", "writeBytes", "([BIIZ)V").orElseThrow();

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

  /** Writes all; what the native throws is what a channel's or a random access file's would. */
  void write(int number, byte[] bytes, int length) throws Throwable {
    Object stream = Streams.create(Streams.OUTPUT.ordinal(), Descriptors.create(number));
    calls.once(WRITE, new Object[] {stream, bytes, 0, length, false});
  }
}
