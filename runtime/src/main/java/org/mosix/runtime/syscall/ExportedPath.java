package org.mosix.runtime.syscall;

import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.mosix.link.NodeFiles.Export;

/**
 * A path that another node named, walked from the exported root it is in: each directory is opened by its name in the one before, so
 * neither {@code ..} nor a symbolic link leads out of what is exported, not even one that is put there meanwhile. What is left is a
 * name in an open directory. To be closed after the call.
 */
final class ExportedPath implements AutoCloseable {

  /** As in Linux. */
  private static final int MAX_LINKS = 40;

  private final List<Export> exports;
  private final Deque<byte[]> ahead = new ArrayDeque<>();
  /** The directories from the root on. */
  private final List<Integer> directories = new ArrayList<>();
  private boolean ownsFirst = true;
  private boolean writable;
  private byte[] name = {'.'};
  private DirectoryCalls.Kind kind = DirectoryCalls.Kind.DIRECTORY;
  private int links;

  private ExportedPath(List<Export> exports) {
    this.exports = exports;
  }

  /**
   * @param path absolute, as on this node
   * @param follow whether a symbolic link at the end is followed
   */
  static ExportedPath of(List<Export> exports, String path, boolean follow) throws Errno {
    ExportedPath found = new ExportedPath(exports);
    try {
      found.fromRoot(DirectoryCalls.bytes(path));
      found.walk(follow);
      return found;
    } catch (Errno e) {
      found.close();
      throw e;
    }
  }

  /** The same for a path in a directory that the caller has open. */
  static ExportedPath in(List<Export> exports, int directory, boolean writable, byte[] path, boolean follow) throws Errno {
    if (path.length > 0 && path[0] == '/') {
      throw new Errno(Errno.EACCES);
    }
    ExportedPath found = new ExportedPath(exports);
    found.directories.add(directory);
    found.ownsFirst = false;
    found.writable = writable;
    try {
      found.push(path);
      found.walk(follow);
      return found;
    } catch (Errno e) {
      found.close();
      throw e;
    }
  }

  private void fromRoot(byte[] path) throws Errno {
    String text = new String(path, StandardCharsets.UTF_8);
    Export best = null;
    for (Export export : exports) {
      String root = export.root().toString();
      boolean within = text.equals(root) || text.startsWith(root.endsWith("/") ? root : root + "/");
      if (within && (best == null || best.root().getNameCount() < export.root().getNameCount())) {
        best = export;
      }
    }
    if (best == null) {
      throw new Errno(Errno.EACCES);
    }
    closeDirectories();
    writable = best.writable();
    directories.add(DirectoryCalls.open(best.root().toString()));
    ownsFirst = true;
    ahead.clear();
    int skipped = DirectoryCalls.bytes(best.root().toString()).length;
    byte[] rest = new byte[path.length - skipped];
    System.arraycopy(path, skipped, rest, 0, rest.length);
    push(rest);
  }

  /** Puts the names of {@code path} in front of what is ahead. */
  private void push(byte[] path) {
    int end = path.length;
    while (end > 0) {
      int start = end;
      while (start > 0 && path[start - 1] != '/') {
        start--;
      }
      if (start < end) {
        byte[] part = new byte[end - start];
        System.arraycopy(path, start, part, 0, part.length);
        ahead.push(part);
      }
      end = start - 1;
    }
  }

  private void walk(boolean follow) throws Errno {
    while (!ahead.isEmpty()) {
      byte[] next = ahead.pop();
      if (is(next, ".")) {
        continue;
      }
      if (is(next, "..")) {
        up();
        continue;
      }
      DirectoryCalls.Kind found = DirectoryCalls.kind(directory(), next);
      if (found == DirectoryCalls.Kind.LINK && (follow || !ahead.isEmpty())) {
        follow(next);
      } else if (ahead.isEmpty()) {
        name = next;
        kind = found;
      } else if (found == DirectoryCalls.Kind.DIRECTORY) {
        directories.add(DirectoryCalls.open(directory(), next));
      } else {
        throw new Errno(found == DirectoryCalls.Kind.NOTHING ? Errno.ENOENT : Errno.ENOTDIR);
      }
    }
  }

  private static boolean is(byte[] name, String what) {
    return new String(name, StandardCharsets.ISO_8859_1).equals(what);
  }

  private void up() throws Errno {
    if (directories.size() < 2) {
      throw new Errno(Errno.EACCES);
    }
    DirectoryCalls.close(directories.remove(directories.size() - 1));
  }

  private void follow(byte[] link) throws Errno {
    if (++links > MAX_LINKS) {
      throw new Errno(Errno.ELOOP);
    }
    byte[] target = DirectoryCalls.readLink(path(link));
    if (target.length > 0 && target[0] == '/') {
      Deque<byte[]> left = new ArrayDeque<>(ahead);
      fromRoot(target);
      ahead.addAll(left);
    } else {
      push(target);
    }
  }

  private int directory() {
    return directories.get(directories.size() - 1);
  }

  private String path(byte[] in) {
    return "/proc/self/fd/" + directory() + "/" + new String(in, StandardCharsets.UTF_8);
  }

  /** A path that leads to the name in the open directory, whatever has become of the way there. */
  String path() {
    return path(name);
  }

  boolean isWritable() {
    return writable;
  }

  /** What the name stood for when it was looked at. */
  DirectoryCalls.Kind kind() {
    return kind;
  }

  private void closeDirectories() {
    for (int i = ownsFirst ? 0 : 1; i < directories.size(); i++) {
      DirectoryCalls.close(directories.get(i));
    }
    directories.clear();
  }

  @Override
  public void close() {
    closeDirectories();
  }
}
