package org.mosix.runtime.syscall;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.File;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileNotFoundException;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.mosix.boot.Sys;
import org.mosix.link.NodeFiles;
import org.mosix.link.NodeFiles.Export;

/** A process and the file server of node 7 in one JVM. */
@Timeout(value = 30, unit = TimeUnit.SECONDS)
class FileServerTest {

  private static final int NODE = 7;
  private static final int ENOENT = 2;
  private static final int EACCES = 13;
  private static final int EROFS = 30;

  @TempDir
  private Path directory;

  private Path root;
  private Path readOnly;
  private FileServer server;
  private Deputy.Stay process;
  private RemoteCalls calls;

  @BeforeEach
  void export() throws IOException {
    directory = directory.toRealPath();
    root = Files.createDirectory(directory.resolve("root"));
    readOnly = Files.createDirectory(directory.resolve("read-only"));
    Path configuration = directory.resolve("files");
    new NodeFiles(List.of(new Export(root, true), new Export(readOnly, false)), List.of()).write(configuration);
    server = new FileServer(NODE, configuration);
    process = server.joined("process");
    calls = of(process);
    Sys.useMfs(true);
  }

  @AfterEach
  void forget() {
    Sys.useMfs(false);
  }

  private static RemoteCalls of(Deputy.Stay process) {
    SyscallLink link = process::execute;
    return new RemoteCalls(null, node -> {
      if (node != NODE) {
        throw new MfsRefused(true, "node " + node + " is not in the map");
      }
      return link;
    });
  }

  private static String mfs(Path path) {
    return "/mfs/" + NODE + path;
  }

  @Test
  void writesAndReadsAFile() throws Throwable {
    Path file = root.resolve("file");
    FileOutputStream out = (FileOutputStream) Streams.create(Streams.OUTPUT.ordinal(), new FileDescriptor());
    call("java/io/FileOutputStream", "open0", "(Ljava/lang/String;Z)V", out, mfs(file), false);
    call("java/io/FileOutputStream", "writeBytes", "([BIIZ)V", out, "hello".getBytes(StandardCharsets.US_ASCII), 0, 5, false);
    call("java/io/FileDescriptor", "close0", "()V", out.getFD());
    assertThat(file).hasContent("hello");
    FileInputStream in = open(mfs(file));
    assertThat(Sys.mfsDescriptor(Descriptors.number(in.getFD()))).isTrue();
    byte[] bytes = new byte[10];
    assertThat(call("java/io/FileInputStream", "readBytes", "([BII)I", in, bytes, 2, 8)).isEqualTo(5);
    assertThat(new String(bytes, 2, 5, StandardCharsets.US_ASCII)).isEqualTo("hello");
    call("java/io/FileDescriptor", "close0", "()V", in.getFD());
    assertThat(in.getFD().valid()).isFalse();
  }

  @Test
  void tellsErrorsWithThePathOfTheProgram() {
    String missing = mfs(root.resolve("missing"));
    assertThatThrownBy(() -> open(missing)).isInstanceOf(FileNotFoundException.class).hasMessage(missing + " (No such file or directory)");
    assertThatThrownBy(() -> open("/mfs/9/x")).isInstanceOf(FileNotFoundException.class).hasMessage("/mfs/9/x (No such file or directory)");
  }

  @Test
  void nothingOutsideOfTheRootsIsReached() throws Throwable {
    Path secret = Files.writeString(directory.resolve("secret"), "secret");
    Files.createSymbolicLink(root.resolve("absolute"), secret);
    Files.createSymbolicLink(root.resolve("relative"), Path.of("../secret"));
    Files.createSymbolicLink(root.resolve("up"), Path.of(".."));
    for (String path : List.of(secret.toString(), root + "/../secret", root + "/absolute", root + "/relative", root + "/up/secret", root + "x/y")) {
      assertThatThrownBy(() -> open(mfs(Path.of(path)))).as(path).isInstanceOf(FileNotFoundException.class).hasMessageContaining("(Permission denied)");
      assertThat(stat("stat0", path)).as(path).isEqualTo(EACCES);
    }
    assertThat(stat("lstat0", root + "/absolute")).isZero();
  }

  @Test
  void linksWithinTheRootsAreFollowed() throws Throwable {
    Files.writeString(Files.createDirectory(root.resolve("d")).resolve("file"), "x");
    Files.createSymbolicLink(root.resolve("relative"), Path.of("d/../d/file"));
    Files.createSymbolicLink(readOnly.resolve("absolute"), root.resolve("d"));
    assertThat(call("java/io/FileInputStream", "read0", "()I", open(mfs(root.resolve("relative"))))).isEqualTo((int) 'x');
    assertThat(call("java/io/FileInputStream", "read0", "()I", open(mfs(readOnly.resolve("absolute/file"))))).isEqualTo((int) 'x');
  }

  @Test
  void linksThatLeadInCirclesEnd() throws Throwable {
    Files.createSymbolicLink(root.resolve("circle"), Path.of("circle"));
    assertThat(stat("stat0", root + "/circle")).isEqualTo(40);
  }

  @Test
  void whatIsExportedForReadingIsNotChanged() throws Throwable {
    Path file = Files.writeString(readOnly.resolve("file"), "x");
    FileOutputStream out = (FileOutputStream) Streams.create(Streams.OUTPUT.ordinal(), new FileDescriptor());
    assertThatThrownBy(() -> call("java/io/FileOutputStream", "open0", "(Ljava/lang/String;Z)V", out, mfs(file), false))
        .hasMessageContaining("(Read-only file system)");
    assertThat(nio("unlink0", "(J)V", file)).isEqualTo(EROFS);
    assertThat(nio("mkdir0", "(JI)V", readOnly.resolve("d"), 0777)).isEqualTo(EROFS);
    assertThat(file).hasContent("x");
    assertThat(call("java/io/FileInputStream", "read0", "()I", open(mfs(file)))).isEqualTo((int) 'x');
  }

  @Test
  void makesRenamesAndDeletes() throws Throwable {
    assertThat(nio("mkdir0", "(JI)V", root.resolve("d"), 0777)).isZero();
    Files.writeString(root.resolve("d/one"), "1");
    try (Scratch scratch = new Scratch()) {
      call("sun/nio/fs/UnixNativeDispatcher", "rename0", "(JJ)V", path(scratch, root.resolve("d/one")), path(scratch, root.resolve("two")));
    }
    assertThat(root.resolve("two")).hasContent("1");
    assertThat(nio("unlink0", "(J)V", root.resolve("two"))).isZero();
    assertThat(nio("rmdir0", "(J)V", root.resolve("d"))).isZero();
    assertThat(nio("rmdir0", "(J)V", root.resolve("d"))).isEqualTo(ENOENT);
    assertThat(root).isEmptyDirectory();
  }

  @Test
  void locksAreRefused() throws Throwable {
    FileInputStream in = open(mfs(Files.writeString(root.resolve("file"), "x")));
    assertThatThrownBy(() -> call(present("sun/nio/ch/UnixFileDispatcherImpl", "sun/nio/ch/FileDispatcherImpl", "lock0",
        "(Ljava/io/FileDescriptor;ZJJZ)I"), in.getFD(), false, 0L, 1L, true)).isInstanceOf(IOException.class).hasMessage("No locks available");
  }

  @Test
  void oneProcessCannotUseWhatAnotherHasOpened() throws Throwable {
    FileInputStream in = open(mfs(Files.writeString(root.resolve("file"), "x")));
    RemoteCalls other = of(server.joined("other"));
    assertThatThrownBy(() -> other.call(find("java/io/FileInputStream", "read0", "()I").index(), new Object[] {in}))
        .isInstanceOf(IOException.class).hasMessage("Bad file descriptor");
  }

  @Test
  void filesStayOpenWhileAProcessMovesAndAreClosedWhenItIsGone() throws Throwable {
    FileInputStream in = open(mfs(Files.writeString(root.resolve("file"), "xy")));
    assertThat(call("java/io/FileInputStream", "read0", "()I", in)).isEqualTo((int) 'x');
    server.left("process");
    process = server.joined("process");
    server.sweep(0);
    calls = of(process);
    assertThat(call("java/io/FileInputStream", "read0", "()I", in)).isEqualTo((int) 'y');
    server.left("process");
    server.sweep(0);
    calls = of(server.joined("process"));
    assertThatThrownBy(() -> call("java/io/FileInputStream", "read0", "()I", in)).hasMessage("Bad file descriptor");
  }

  @Test
  void callsThatMightWaitAreTranslatedToo() throws Throwable {
    FileInputStream in = open(mfs(Files.writeString(root.resolve("file"), "xy")));
    NativeMethod read = present("sun/nio/ch/UnixFileDispatcherImpl", "sun/nio/ch/FileDispatcherImpl", "read0", "(Ljava/io/FileDescriptor;JI)I");
    try (Scratch scratch = new Scratch()) {
      assertThat(calls.callBlocking(read.index(), new Object[] {in.getFD(), scratch.memory(2), 2}, 1)).isEqualTo(2);
    }
  }

  @Test
  void onlyCallsOnFilesAreServed() {
    Wire request = new Wire(64);
    new Request(1, 1, 1, 0, find("java/lang/ProcessEnvironment", "environ", "()[[B").index()).write(request);
    Wire.Reader answer = new Wire.Reader(process.execute(request.toBytes()));
    assertThat(answer.getByte()).isEqualTo(Outcome.THROWN);
  }

  @Test
  void listsADirectory() throws Throwable {
    Files.writeString(root.resolve("one"), "1");
    Files.writeString(root.resolve("two"), "2");
    Object self = Trusted.allocate(Structs.boot("java.io.UnixFileSystem"));
    NativeMethod list = present("java/io/UnixFileSystem", "java/io/UnixFileSystem", "list0", "(Ljava/io/File;)[Ljava/lang/String;");
    assertThat((String[]) call(list, self, new File(mfs(root)))).containsExactlyInAnyOrder("one", "two");
  }

  private static NativeMethod present(String owner, String before, String name, String descriptor) {
    NativeMethod method = find(owner, name, descriptor);
    return method.find() != null ? method : find(before, name.equals("list0") ? "list" : name, descriptor);
  }

  private FileInputStream open(String path) throws Throwable {
    FileInputStream in = (FileInputStream) Streams.create(Streams.INPUT.ordinal(), new FileDescriptor());
    call("java/io/FileInputStream", "open0", "(Ljava/lang/String;)V", in, path);
    return in;
  }

  /** The number of the error; 0 for none. */
  private int nio(String name, String descriptor, Path path, Object... more) throws Throwable {
    try (Scratch scratch = new Scratch()) {
      Object[] arguments = new Object[1 + more.length];
      arguments[0] = path(scratch, path);
      System.arraycopy(more, 0, arguments, 1, more.length);
      call("sun/nio/fs/UnixNativeDispatcher", name, descriptor, arguments);
      return 0;
    } catch (Exception e) {
      assertThat(Errno.of(e)).as(e.toString()).isPositive();
      return Errno.of(e);
    }
  }

  private int stat(String name, String path) throws Throwable {
    Object attributes = Trusted.allocate(Structs.boot("sun.nio.fs.UnixFileAttributes"));
    boolean answers = name.equals("stat0") && find("sun/nio/fs/UnixNativeDispatcher", "stat0", "(JLsun/nio/fs/UnixFileAttributes;)I").find() != null;
    if (answers) {
      try (Scratch scratch = new Scratch()) {
        return (Integer) call("sun/nio/fs/UnixNativeDispatcher", "stat0", "(JLsun/nio/fs/UnixFileAttributes;)I", path(scratch, Path.of(path)), attributes);
      }
    }
    return nio(name, "(JLsun/nio/fs/UnixFileAttributes;)V", Path.of(path), attributes);
  }

  private static long path(Scratch scratch, Path path) {
    return scratch.cString(DirectoryCalls.bytes(mfs(path)));
  }

  private Object call(String owner, String name, String descriptor, Object... arguments) throws Throwable {
    return call(find(owner, name, descriptor), arguments);
  }

  private Object call(NativeMethod method, Object... arguments) throws Throwable {
    return calls.call(method.index(), arguments);
  }

  private static NativeMethod find(String owner, String name, String descriptor) {
    return RemoteSyscallTable.find(owner, name, descriptor).orElseThrow();
  }
}
