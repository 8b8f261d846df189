package org.mosix.runtime.syscall;

import java.io.File;
import java.io.FileDescriptor;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.lang.invoke.MethodHandle;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.mosix.link.NodeFiles.Export;

/**
 * Carries out natives of one process on the files that this node exports: paths {@code /mfs/NODE/...} become names in directories that
 * were walked to from an exported root, numbers become descriptors that the process has opened here.
 */
final class ExportedFiles implements Performer {

  private static final String SELF = "/proc/self/fd/";

  private final int node;
  private final Supplier<List<Export>> exports;
  private final OpenFiles open = new OpenFiles();

  /** @param exports as they are now, asked for each path */
  ExportedFiles(int node, Supplier<List<Export>> exports) {
    this.node = node;
    this.exports = exports;
  }

  OpenFiles open() {
    return open;
  }

  void closeAll() {
    MethodHandle close = RemoteSyscallTable.find("sun/nio/fs/UnixNativeDispatcher", "closedir", "(J)V").orElseThrow().handle();
    open.closeAll(address -> {
      try {
        close.invoke(address);
      } catch (Throwable e) {
        throw new IllegalStateException("closedir", e);
      }
    });
  }

  @Override
  public int descriptor(int number) throws Errno {
    return open.file(MfsNumber.idOf(number)).descriptor();
  }

  @Override
  public Optional<Whereabouts> whereabouts(int descriptor) throws IOException {
    return Whereabouts.onThisMachine(descriptor);
  }

  @Override
  public Object perform(NativeMethod method, MethodHandle handle, Object[] arguments, Scratch scratch) throws Throwable {
    Translation call = new Translation(method, arguments, scratch);
    try {
      if (!ExportRules.isServed(method)) {
        throw new Errno(ExportRules.refusal(method));
      }
      call.translate();
      return call.finish((Object) handle.invokeExact(arguments));
    } catch (Errno e) {
      return e.tellAs(method, call.named);
    } catch (FileNotFoundException e) {
      throw call.withItsPath(e);
    } finally {
      call.close();
    }
  }

  /** One call. */
  private final class Translation implements AutoCloseable {

    private final NativeMethod method;
    private final Object[] arguments;
    private final Scratch scratch;
    private final List<ExportedPath> paths = new ArrayList<>(1);
    /** The first path as the program gave it, and as the native got it. */
    private String named;
    private String given;
    private boolean writable;
    private int closing = -1;
    private int closingStream = -1;
    private boolean missing;

    Translation(NativeMethod method, Object[] arguments, Scratch scratch) {
      this.method = method;
      this.arguments = arguments;
      this.scratch = scratch;
    }

    private void translate() throws Errno {
      List<Passing> passing = method.passing();
      int directory = -1;
      for (int i = 0; i < arguments.length; i++) {
        switch (passing.get(i)) {
          case PATH -> arguments[i] = path((String) arguments[i]);
          case FILE -> arguments[i] = new File(path(((File) arguments[i]).getPath()));
          case C_PATH -> {
            byte[] path = Trusted.cString((Long) arguments[i]);
            arguments[i] = scratch.cString(DirectoryCalls.bytes(directory < 0 ? path(text(path)) : path(directory, path)));
            if (directory >= 0) {
              arguments[i - 1] = -1;
            }
            directory = -1;
          }
          case NUMBER, HOME_NUMBER -> {
            int number = (Integer) arguments[i];
            if (number >= 0) {
              directory = i + 1 < arguments.length && passing.get(i + 1) == Passing.C_PATH ? MfsNumber.idOf(number) : -1;
              arguments[i] = descriptor(number);
            }
          }
          case DESCRIPTOR, DESCRIPTOR_CHANGED -> descriptorIn(arguments[i]);
          case STREAM, STREAM_CHANGED -> descriptorIn(Streams.descriptor(arguments[i]));
          case HANDLE -> arguments[i] = handle((Long) arguments[i]);
          default -> { }
        }
      }
    }

    private static String text(byte[] path) {
      return new String(path, StandardCharsets.UTF_8);
    }

    private String path(String path) throws Errno {
      named = named == null ? path : named;
      try {
        return use(ExportedPath.of(exports.get(), MfsNumber.pathOf(path), ExportRules.follows(method, arguments)));
      } catch (Errno e) {
        if (!method.name().startsWith("canonicalize") || e.number() != Errno.ENOENT && e.number() != Errno.ENOTDIR) {
          throw e;
        }
        missing = true;
        return path;
      }
    }

    private String path(int directory, byte[] path) throws Errno {
      OpenFiles.Open in = open.file(directory);
      return use(ExportedPath.in(exports.get(), in.descriptor(), in.writableRoot(), path, ExportRules.follows(method, arguments)));
    }

    private String use(ExportedPath path) throws Errno {
      paths.add(path);
      writable = path.isWritable();
      if (!writable && ExportRules.writes(method, arguments)) {
        throw new Errno(Errno.EROFS);
      }
      if (ExportRules.opens(method) && path.kind() == DirectoryCalls.Kind.OTHER) {
        throw new Errno(Errno.EACCES);
      }
      given = given == null ? path.path() : given;
      return path.path();
    }

    private int descriptor(int number) throws Errno {
      OpenFiles.Open file = open.file(MfsNumber.idOf(number));
      if (!file.writableRoot() && ExportRules.changesAttributes(method)) {
        throw new Errno(Errno.EROFS);
      }
      writable = file.writableRoot();
      if (method.name().startsWith("close") || method.name().equals("cleanupClose0") || method.name().equals("fdopendir")) {
        closing = MfsNumber.idOf(number);
      }
      return file.descriptor();
    }

    private void descriptorIn(Object object) throws Errno {
      int number = Descriptors.number(object);
      if (number >= 0) {
        Descriptors.setNumber((FileDescriptor) object, descriptor(number));
      }
    }

    private long handle(long handle) throws Errno {
      int id = MfsNumber.idOf(handle);
      if (method.name().equals("closedir")) {
        closingStream = id;
      }
      return open.stream(id);
    }

    private Object finish(Object result) throws Throwable {
      if (closing >= 0) {
        // The descriptor is closed, or a directory stream's now.
        open.remove(closing);
      }
      if (closingStream >= 0) {
        open.removeStream(closingStream);
      }
      for (int i = 0; i < arguments.length; i++) {
        Passing passing = method.passing().get(i);
        Object changed = passing == Passing.STREAM_CHANGED ? Streams.descriptor(arguments[i])
            : passing == Passing.DESCRIPTOR_CHANGED ? arguments[i] : null;
        if (changed != null && Descriptors.number(changed) >= 0 && closing < 0) {
          Descriptors.setNumber((FileDescriptor) changed, opened(Descriptors.number(changed)));
        }
      }
      if (method.descriptorResult()) {
        return opened((Integer) result);
      }
      if (method.handleResult()) {
        return MfsNumber.handle(node, open.addStream((Long) result));
      }
      if (method.name().startsWith("canonicalize")) {
        return missing ? result : MfsNumber.path(node, exported((String) result));
      }
      return method.name().equals("realpath0") ? DirectoryCalls.bytes(MfsNumber.path(node, exported(text((byte[]) result)))) : result;
    }

    private int opened(int descriptor) throws Errno {
      try {
        if (ExportRules.opens(method)) {
          exported(text(DirectoryCalls.readLink(SELF + descriptor)));
        }
        return MfsNumber.descriptor(node, open.add(descriptor, writable));
      } catch (Errno e) {
        DirectoryCalls.close(descriptor);
        throw e;
      }
    }

    /** Requires that a file's real path is in an exported directory. */
    private String exported(String path) throws Errno {
      for (Export export : exports.get()) {
        String root = export.root().toString();
        if (path.equals(root) || path.startsWith(root.endsWith("/") ? root : root + "/")) {
          return path;
        }
      }
      throw new Errno(Errno.EACCES);
    }

    /** The message of java.io begins with the path. */
    private IOException withItsPath(FileNotFoundException e) {
      String message = String.valueOf(e.getMessage());
      return given != null && message.startsWith(given) ? new FileNotFoundException(named + message.substring(given.length())) : e;
    }

    @Override
    public void close() {
      paths.forEach(ExportedPath::close);
    }
  }
}
