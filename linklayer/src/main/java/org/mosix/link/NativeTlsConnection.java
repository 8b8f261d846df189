package org.mosix.link;

import io.netty.internal.tcnative.Buffer;
import io.netty.internal.tcnative.SSL;
import java.nio.ByteBuffer;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;

/**
 * What the library has of one connection. It has one place ("BIO") for the bytes of the socket: it is shown either those that came, or where to
 * put those that go. What it has to say meanwhile, it keeps. Addresses are those of native code: {@link #address}. For one thread at a time,
 * and for none any more when it is closed.
 */
final class NativeTlsConnection implements AutoCloseable {

  /** Most bytes in a record, and what it adds to them at most (RFC 8446, 5.2). */
  static final int RECORD = 1 << 14;
  static final int RECORD_ADDS = 5 + 256;

  /** Most bytes that it keeps: a flight of a handshake with two certificates has less than 2 KB. */
  private static final int KEPT = 1 << 14;

  private long ssl;
  private final NativeTlsVerifier verifier;
  private final long bio;

  /** @param ssl of the library, to be freed here */
  NativeTlsConnection(long ssl, NativeTlsVerifier verifier) throws SSLException {
    this.ssl = ssl;
    this.verifier = verifier;
    this.bio = SSL.bioNewByteBuffer(ssl, KEPT);
  }

  /**
   * Where the buffer's first byte lies, whatever its position. Not what {@code sun.misc.Unsafe} reads from its field, as Netty does: a process
   * that has moved may be shown another address there, which only that class understands, and no native code.
   */
  static long address(ByteBuffer direct) {
    if (!direct.isDirect()) {
      throw new IllegalArgumentException("a buffer in the heap (expected: a direct one)");
    }
    return Buffer.address(direct);
  }

  /** Shows what came from the other end; until {@link #hide}. */
  void show(long address, int length) {
    SSL.bioSetByteBuffer(bio, address, length, false);
  }

  /** @return how many of the bytes shown were not used */
  int hide() {
    int left = SSL.bioLengthByteBuffer(bio);
    SSL.bioClearByteBuffer(bio);
    return left;
  }

  /**
   * Goes on with the handshake.
   *
   * @return true when it is done
   */
  boolean shake() throws SSLException {
    SSL.clearError();
    int result = SSL.doHandshake(ssl);
    if (result > 0) {
      return true;
    }
    if (!waits(SSL.getError(ssl, result))) {
      Throwable refusal = verifier.takeRefusal(ssl);
      String reason = reason("the handshake failed");
      SSLHandshakeException failure = new SSLHandshakeException(refusal == null ? reason : reason + ": " + refusal);
      failure.initCause(refusal);
      throw failure;
    }
    return false;
  }

  /**
   * Opens some of what was shown.
   *
   * @return the bytes written to {@code address}; 0 if more must come first, -1 if the other end says that nothing follows
   */
  int open(long address, int room) throws SSLException {
    SSL.clearError();
    int count = SSL.readFromSSL(ssl, address, room);
    if (count > 0) {
      return count;
    }
    int error = SSL.getError(ssl, count);
    if (error == SSL.SSL_ERROR_ZERO_RETURN) {
      return -1;
    }
    if (!waits(error)) {
      throw new SSLException(reason("a record that came is none"));
    }
    return 0;
  }

  /**
   * Seals {@code length} bytes, at most {@value #RECORD}.
   *
   * @param room at {@code to}, at least {@code length} and {@value #RECORD_ADDS} bytes
   * @return bytes written there
   */
  int seal(long plain, int length, long to, int room) throws SSLException {
    SSL.bioSetByteBuffer(bio, to, room, true);
    try {
      SSL.clearError();
      int count = SSL.writeToSSL(ssl, plain, length);
      if (count != length || SSL.bioLengthNonApplication(bio) != 0) {
        throw new SSLException(reason(length + " bytes cannot be sealed"));
      }
      return room - SSL.bioLengthByteBuffer(bio);
    } finally {
      SSL.bioClearByteBuffer(bio);
    }
  }

  /** How many bytes it has to say itself. */
  int kept() {
    return SSL.bioLengthNonApplication(bio);
  }

  /** Takes {@code length} of these. */
  void takeKept(long to, int length) {
    SSL.bioSetByteBuffer(bio, to, length, true);
    SSL.bioFlushByteBuffer(bio);
    SSL.bioClearByteBuffer(bio);
  }

  /** Nothing follows: what is to be said of it is kept. */
  void end() {
    SSL.shutdownSSL(ssl);
  }

  private static boolean waits(int error) {
    return error == SSL.SSL_ERROR_WANT_READ || error == SSL.SSL_ERROR_WANT_WRITE;
  }

  private static String reason(String what) {
    int number = SSL.getLastErrorNumber();
    // Else what the library does next in this thread would seem to have failed.
    SSL.clearError();
    return number == 0 ? what : what + ": " + SSL.getErrorString(number);
  }

  @Override
  public void close() {
    if (ssl != 0) {
      // And with it its BIO.
      SSL.freeSSL(ssl);
      ssl = 0;
    }
  }
}
