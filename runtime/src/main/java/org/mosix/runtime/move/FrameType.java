package org.mosix.runtime.move;

/** Types of the frames between home, guests and the source of a move. */
public final class FrameType {

  /** Source to target, a call: who comes, and where its home is. */
  public static final byte ATTACH = 1;
  /** Source to target, a call: loaders and classes, to be defined. */
  public static final byte CLASSES = 2;
  /** Source to target, a call: where do you take the image? Answered by a bulk offer. */
  public static final byte OFFER = 3;
  /** Source to target, a call: the image is on its stream; answered when all of it is there and the process could run. */
  public static final byte IMAGE = 4;

  /** A process to a file server, a call: token and the secret by which it knows the process. System calls follow. */
  public static final byte FILES = 6;

  /** Guest to home, a call: this link serves the process whose secret I show. */
  public static final byte JOIN = 10;
  /** Guest to home, a call: a system call. */
  public static final byte SYSCALL = 11;
  /** Home to guest, a call: be the source of a move. */
  public static final byte MOVE = 12;
  /** Home to guest, a call: run the process. */
  public static final byte RUN = 13;
  /** Home to guest: the process runs elsewhere; end. */
  public static final byte RELEASE = 14;
  /** Home to guest, a call: the move came to nothing; run on. */
  public static final byte RESUME = 15;
  /** Home to guest, a call: how is the process? */
  public static final byte STATUS = 16;
  /** Home to guest: home got this signal. */
  public static final byte SIGNAL = 17;

  private FrameType() {}
}
