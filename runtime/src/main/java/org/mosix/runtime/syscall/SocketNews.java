package org.mosix.runtime.syscall;

/**
 * What home knows of a socket, told with many answers.
 *
 * @param generation of the connection; another one has another, though it may have the same number. 0: home does not look after it
 * @param sequence of the news of this connection: they may overtake one another
 * @param writable whether the system takes a few writes, {@link StreamSocket#WINDOW} bytes together, without making anybody wait
 */
record SocketNews(long generation, int sequence, boolean writable) {

  static final SocketNews NONE = new SocketNews(0, 0, false);

  Wire write(Wire out) {
    out.putLong(generation);
    return generation == 0 ? out : out.putInt(sequence).putByte(writable ? 1 : 0);
  }

  static SocketNews read(Wire.Reader in) {
    long generation = in.getLong();
    return generation == 0 ? NONE : new SocketNews(generation, in.getInt(), in.getByte() != 0);
  }
}
