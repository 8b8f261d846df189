package org.mosix.runtime.syscall;

import org.mosix.boot.Sys;

/**
 * The numbers by which a program knows open files and directory streams of {@code /mfs}: they name the node and what that node's file
 * server calls it, and are the same in every JVM, so that nothing changes when the process moves.
 */
final class MfsNumber {

  /** Open files of one process on one node; the rest of the 29 bits is the node's number. */
  static final int MAX_OPEN = (1 << 13) - 1;

  private static final int NODE_SHIFT = 13;
  private static final int NODE_MASK = 0xffff;
  private static final int HANDLE_SHIFT = 40;

  private MfsNumber() {}

  /** As the file server answers it: {@link Descriptors#toGuest} adds the rest. */
  static int descriptor(int node, int id) {
    return Sys.MFS_DESCRIPTOR | node << NODE_SHIFT | id;
  }

  static int nodeOf(int descriptor) {
    return descriptor >> NODE_SHIFT & NODE_MASK;
  }

  static int idOf(int descriptor) {
    return descriptor & MAX_OPEN;
  }

  static long handle(int node, int id) {
    return Sys.MFS_HANDLE | (long) node << HANDLE_SHIFT | id;
  }

  static int nodeOf(long handle) {
    return (int) (handle >> HANDLE_SHIFT) & NODE_MASK;
  }

  static int idOf(long handle) {
    return (int) handle;
  }

  /** The node of a path for which {@link Sys#mfsPath} is true; 0 if the number is none that a node can have. */
  static int nodeOf(String path) {
    int node = 0;
    for (int i = "/mfs/".length(); i < path.length() && path.charAt(i) != '/'; i++) {
      int digit = path.charAt(i) - '0';
      if (digit < 0 || digit > 9 || node * 10 + digit > NODE_MASK) {
        return 0;
      }
      node = node * 10 + digit;
    }
    return node;
  }

  /** What follows the node in such a path: an absolute path there. */
  static String pathOf(String path) {
    int slash = path.indexOf('/', "/mfs/".length());
    return slash < 0 ? "/" : path.substring(slash);
  }

  static String path(int node, String there) {
    return "/mfs/" + node + there;
  }
}
