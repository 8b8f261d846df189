package org.mosix.runtime.syscall;

import java.io.File;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import org.mosix.boot.Sys;

/**
 * What a guest takes over from home that is kept in statics of the JDK and was read before the process came.
 *
 * @param environment names and values in turn, as {@code ProcessEnvironment.environ} gives them
 * @param pid of the home JVM
 * @param startTime of the home JVM, by which the JDK tells it from an earlier process with that number
 * @param userDirectory {@code user.dir} as java.io resolves against it
 * @param defaultDirectory of the default file system of java.nio
 * @param resolvesAgainstDefault true if that is not the working directory, so that relative paths must be completed
 * @param shares true if the node shares directories with others
 * @param strict true if nothing is to be read ahead or written behind
 * @param mfs true if the program may open files of other nodes
 * @param mfsKey by which file servers know the process
 * @param mfsNodes whose files it has used
 */
record HomeState(byte[][] environment, long pid, long startTime, String userDirectory, byte[] defaultDirectory, boolean resolvesAgainstDefault,
    boolean shares, boolean strict, boolean mfs, String mfsKey, int[] mfsNodes) {

  /** Of this JVM. */
  static HomeState describe() throws Throwable {
    FileSystem files = FileSystems.getDefault();
    byte[][] environment = (byte[][]) RemoteSyscallTable.find("java/lang/ProcessEnvironment", "environ", "()[[B").orElseThrow()
        .handle().invoke();
    return new HomeState(
        environment,
        ProcessHandle.current().pid(),
        (Long) startTimeField().get(ProcessHandle.current()),
        (String) JdkField.of(JavaIoFiles.theOne().getClass(), "userDir").get(JavaIoFiles.theOne()),
        (byte[]) JdkField.of(files.getClass().getSuperclass(), "defaultDirectory").get(files),
        (Boolean) JdkField.of(files.getClass().getSuperclass(), "needToResolveAgainstDefaultDirectory").get(files),
        !NodeShares.now().isEmpty(),
        GuestProcess.isStrict(),
        Sys.usesMfs(),
        MfsUse.key(),
        MfsUse.nodes().stream().mapToInt(Integer::intValue).toArray());
  }

  Wire write(Wire out) {
    Values.write(environment, out);
    out.putLong(pid).putLong(startTime).putString(userDirectory).putBytes(defaultDirectory).putByte(resolvesAgainstDefault ? 1 : 0).putByte(shares ? 1 : 0).putByte(strict ? 1 : 0)
        .putByte(mfs ? 1 : 0)
        .putString(mfsKey);
    Values.write(mfsNodes, out);
    return out;
  }

  static HomeState read(Wire.Reader in) {
    return new HomeState((byte[][]) Values.read(in), in.getLong(), in.getLong(), in.getString(), in.getBytes(), in.getByte() != 0,
        in.getByte() != 0, in.getByte() != 0, in.getByte() != 0, in.getString(), (int[]) Values.read(in));
  }

  /** Where a handle of a process has {@link #startTime}. */
  static JdkField startTimeField() {
    return JdkField.of(ProcessHandle.current().getClass(), "startTime");
  }

  /** The {@code java.io.UnixFileSystem} of this JVM. */
  static final class JavaIoFiles {

    private JavaIoFiles() {}

    static Object theOne() {
      return JdkField.of(File.class, Runtime.version().feature() >= 21 ? "FS" : "fs").get(null);
    }
  }
}
