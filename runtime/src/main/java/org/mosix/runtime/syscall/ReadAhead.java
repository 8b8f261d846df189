package org.mosix.runtime.syscall;

import java.io.IOException;

/**
 * A file that is being read from one end to the other: its bytes are fetched in growing pieces, the next one while the last is being used.
 * Meanwhile the position is here; home's stays where it was. Used under the lock of its file.
 */
final class ReadAhead {

  /** Where the bytes come from. */
  interface Source {
    /** @param position -1 for where home's is */
    FilePiece read(long position, int length) throws IOException;

    /** Grows whenever bytes that were read may have become others. */
    long changes();

    /** Begins to read; null if nobody is free to. */
    Prefetch prefetch(long position, int length);
  }

  /** A piece that another thread is reading. */
  interface Prefetch {
    /** Waits for it; null if it could not be read, or nobody has begun to. */
    FilePiece await();
  }

  private static final int FIRST = 32 << 10;
  private static final int SMALLEST = 4 << 10;
  private static final int LARGEST = 512 << 10;

  private final Source source;
  private FilePiece piece;
  private long position;
  private int size = FIRST;
  private Prefetch next;
  private long nextAt;

  /** @throws IOException if home cannot read there; the plain call will say why */
  ReadAhead(Source source) throws IOException {
    this.source = source;
    this.piece = source.read(-1, size);
    this.position = piece.position();
  }

  long position() {
    return position;
  }

  /** True if what is known of the file's length is as good as asking. */
  boolean isFresh() {
    return piece.isFresh(source.changes());
  }

  long fileLength() {
    return piece.fileLength();
  }

  /** How many bytes were read: fewer than wanted at the end of the file only. */
  int read(CallBytes to) throws IOException {
    int done = 0;
    while (done < to.length()) {
      if (!reaches(to.length() - done, done > 0)) {
        break;
      }
      int offset = (int) (position - piece.position());
      int part = Math.min(to.length() - done, piece.bytes().length - offset);
      to.give(done, piece.bytes(), offset, part);
      position += part;
      done += part;
    }
    return done;
  }

  /** Whether there are bytes at the position; fetches them if need be. A call that has some already leaves failures to the next one. */
  private boolean reaches(int wanted, boolean hasSome) throws IOException {
    boolean fresh = isFresh();
    if (fresh && piece.holds(position)) {
      return true;
    }
    if (fresh && hasSome && piece.end() == piece.fileLength()) {
      return false;
    }
    try {
      fetch(wanted);
    } catch (IOException e) {
      if (!hasSome) {
        throw e;
      }
      return false;
    }
    return piece.holds(position);
  }

  /** The piece that begins at the position. */
  private void fetch(int wanted) throws IOException {
    // What was read and not used in time was too much.
    size = piece.end() == position ? Math.min(size * 2, LARGEST) : Math.max(size / 2, SMALLEST);
    int length = Math.min(Math.max(size, wanted), RemoteCalls.CHUNK);
    FilePiece ready = next != null && nextAt == position ? next.await() : null;
    next = null;
    piece = ready != null && ready.isFresh(source.changes()) && ready.holds(position) ? ready : source.read(position, length);
    if (size == LARGEST && piece.bytes().length >= size) {
      nextAt = piece.end();
      next = source.prefetch(nextAt, length);
    }
  }
}
