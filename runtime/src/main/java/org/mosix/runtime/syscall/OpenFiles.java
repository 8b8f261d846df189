package org.mosix.runtime.syscall;

import java.util.HashMap;
import java.util.Map;
import java.util.function.LongConsumer;

/** What one process has open here: files by numbers of its own, and directory streams. It can name nothing else. */
final class OpenFiles {

  /** An open file. */
  record Open(int descriptor, boolean writableRoot) {}

  private final Map<Integer, Open> files = new HashMap<>();
  private final Map<Integer, Long> streams = new HashMap<>();
  private int lastStream;

  /** The number of a file that was opened. */
  synchronized int add(int descriptor, boolean writableRoot) throws Errno {
    for (int id = 1; id <= MfsNumber.MAX_OPEN; id++) {
      if (!files.containsKey(id)) {
        files.put(id, new Open(descriptor, writableRoot));
        return id;
      }
    }
    throw new Errno(Errno.EMFILE);
  }

  synchronized Open file(int id) throws Errno {
    Open open = files.get(id);
    if (open == null) {
      throw new Errno(Errno.EBADF);
    }
    return open;
  }

  synchronized void remove(int id) {
    files.remove(id);
  }

  synchronized int addStream(long address) {
    while (streams.containsKey(++lastStream) || lastStream <= 0) {
      lastStream = Math.max(0, lastStream);
    }
    streams.put(lastStream, address);
    return lastStream;
  }

  synchronized long stream(int id) throws Errno {
    Long address = streams.get(id);
    if (address == null) {
      throw new Errno(Errno.EBADF);
    }
    return address;
  }

  synchronized void removeStream(int id) {
    streams.remove(id);
  }

  synchronized int count() {
    return files.size() + streams.size();
  }

  /** The process is gone. */
  synchronized void closeAll(LongConsumer closeStream) {
    files.values().forEach(open -> DirectoryCalls.close(open.descriptor()));
    files.clear();
    streams.values().forEach(closeStream::accept);
    streams.clear();
  }
}
