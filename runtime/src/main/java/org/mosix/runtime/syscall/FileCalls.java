package org.mosix.runtime.syscall;

/** The natives of java.io and java.nio for files. */
final class FileCalls {

  static final String TABLE = """
      class java.io.FileDescriptor
      HOME close0 ()V fd+
      HOME getAppend (I)Z no
      HOME sync0 ()V fd
      HOME sync ()V fd

      class java.io.FileCleanable
      HOME cleanupClose0 (IJ)V no val

      class java.util.prefs.FileSystemPreferences
      HOME lockFile0 (Ljava/lang/String;IZ)[I path val val
      HOME unlockFile0 (I)I val
      HOME chmod (Ljava/lang/String;I)I path val

      class java.io.FileInputStream
      HOME open0 (Ljava/lang/String;)V this+ path
      HOME read0 ()I this
      HOME readBytes ([BII)I this out off val
      HOME length0 ()J this
      HOME position0 ()J this
      HOME skip0 (J)J this val
      HOME available0 ()I this
      HOME isRegularFile0 (Ljava/io/FileDescriptor;)Z this fd

      class java.io.FileOutputStream
      HOME open0 (Ljava/lang/String;Z)V this+ path val
      HOME write (IZ)V this val val
      HOME writeBytes ([BIIZ)V this in off val val

      class java.io.RandomAccessFile
      HOME open0 (Ljava/lang/String;I)V this+ path val
      HOME read0 ()I this
      HOME readBytes ([BII)I this out off val
      HOME readBytes0 ([BII)I this out off val
      HOME write0 (I)V this val
      HOME writeBytes ([BII)V this in off val
      HOME writeBytes0 ([BII)V this in off val
      HOME getFilePointer ()J this
      HOME seek0 (J)V this val
      HOME length ()J this
      HOME length0 ()J this
      HOME setLength (J)V this val
      HOME setLength0 (J)V this val

      class java.io.UnixFileSystem
      HOME canonicalize0 (Ljava/lang/String;)Ljava/lang/String; self path
      HOME checkAccess (Ljava/io/File;I)Z self file val
      HOME checkAccess0 (Ljava/io/File;I)Z self file val
      HOME createDirectory (Ljava/io/File;)Z self file
      HOME createDirectory0 (Ljava/io/File;)Z self file
      HOME createFileExclusively (Ljava/lang/String;)Z self path
      HOME createFileExclusively0 (Ljava/lang/String;)Z self path
      HOME delete0 (Ljava/io/File;)Z self file
      HOME getBooleanAttributes0 (Ljava/io/File;)I self file
      HOME getLastModifiedTime (Ljava/io/File;)J self file
      HOME getLastModifiedTime0 (Ljava/io/File;)J self file
      HOME getLength (Ljava/io/File;)J self file
      HOME getLength0 (Ljava/io/File;)J self file
      HOME getNameMax0 (Ljava/lang/String;)J self path
      HOME getSpace (Ljava/io/File;I)J self file val
      HOME getSpace0 (Ljava/io/File;I)J self file val
      HOME list (Ljava/io/File;)[Ljava/lang/String; self file
      HOME list0 (Ljava/io/File;)[Ljava/lang/String; self file
      HOME rename0 (Ljava/io/File;Ljava/io/File;)Z self file file
      HOME setLastModifiedTime (Ljava/io/File;J)Z self file val
      HOME setLastModifiedTime0 (Ljava/io/File;J)Z self file val
      HOME setPermission (Ljava/io/File;IZZ)Z self file val val val
      HOME setPermission0 (Ljava/io/File;IZZ)Z self file val val val
      HOME setReadOnly (Ljava/io/File;)Z self file
      HOME setReadOnly0 (Ljava/io/File;)Z self file

      class java.io.Console
      HOME echo (Z)Z val
      HOME encoding ()Ljava/lang/String;
      HOME istty ()Z
      HOME ttyStatus ()I

      class jdk.internal.io.JdkConsoleImpl
      HOME echo (Z)Z val

      class sun.nio.fs.UnixNativeDispatcher
      HOME access0 (JI)I cpath val
      HOME access0 (JI)V cpath val
      HOME chmod0 (JI)V cpath val
      HOME chown0 (JII)V cpath val val
      HOME close0 (I)V no
      STATE closedir (J)V handle
      HOME dup (I)I no = no
      HOME exists0 (J)Z cpath
      HOME fchmod (II)V no val
      HOME fchmod0 (II)V no val
      HOME fchmodat0 (IJII)V no cpath val val
      HOME fchown (III)V no val val
      HOME fchown0 (III)V no val val
      STATE fdopendir (I)J no = handle
      HOME fgetxattr0 (IJJI)I no cstr mem-out val
      HOME flistxattr (IJI)I no mem-out val
      HOME fremovexattr0 (IJ)V no cstr
      HOME fsetxattr0 (IJJI)V no cstr mem-in val
      HOME fstat (ILsun/nio/fs/UnixFileAttributes;)V no struct
      HOME fstat0 (ILsun/nio/fs/UnixFileAttributes;)V no struct
      HOME fstatat0 (IJILsun/nio/fs/UnixFileAttributes;)V no cpath val struct
      HOME futimens (IJJ)V no val val
      HOME futimens0 (IJJ)V no val val
      HOME futimes (IJJ)V no val val
      HOME getcwd ()[B
      HOME getgrgid (I)[B val
      HOME getgrnam0 (J)I cstr
      STATE getlinelen (J)I handle
      HOME getpwnam0 (J)I cstr
      HOME getpwuid (I)[B val
      HOME lchown0 (JII)V cpath val val
      HOME link0 (JJ)V cpath cpath
      HOME lstat0 (JLsun/nio/fs/UnixFileAttributes;)V cpath struct
      HOME lutimes0 (JJJ)V cpath val val
      HOME mkdir0 (JI)V cpath val
      HOME mknod0 (JIJ)V cpath val val
      HOME open0 (JII)I cpath val val = no
      HOME openat0 (IJII)I no cpath val val = no
      STATE opendir0 (J)J cpath = handle
      HOME read (IJI)I no mem-out val
      HOME read0 (IJI)I no mem-out val
      STATE readdir (J)[B handle
      STATE readdir0 (J)[B handle
      HOME readlink0 (J)[B cpath
      HOME realpath0 (J)[B cpath
      HOME rename0 (JJ)V cpath cpath
      HOME renameat0 (IJIJ)V no cpath no cpath
      STATE rewind (J)V handle
      HOME rmdir0 (J)V cpath
      HOME stat0 (JLsun/nio/fs/UnixFileAttributes;)I cpath struct
      HOME stat0 (JLsun/nio/fs/UnixFileAttributes;)V cpath struct
      HOME stat1 (J)I cpath
      HOME statvfs0 (JLsun/nio/fs/UnixFileStoreAttributes;)V cpath struct
      HOME_CACHED strerror (I)[B val
      HOME symlink0 (JJ)V cstr cpath
      HOME unlink0 (J)V cpath
      HOME unlinkat0 (IJI)V no cpath val
      HOME utimensat0 (IJJJI)V no cpath val val val
      HOME utimes0 (JJJ)V cpath val val
      HOME write (IJI)I no mem-in val
      HOME write0 (IJI)I no mem-in val

      class sun.nio.fs.LinuxNativeDispatcher
      HOME directCopy0 (IIJ)I no no zero
      STATE endmntent (J)V handle
      STATE getmntent0 (JLsun/nio/fs/UnixMountEntry;JI)I handle struct buffer val
      HOME posix_fadvise (IJJI)I no val val val
      STATE setmntent0 (JJ)J cpath cstr = handle
      HOME fgetxattr0 (IJJI)I no cstr mem-out val
      HOME flistxattr (IJI)I no mem-out val
      HOME fremovexattr0 (IJ)V no cstr
      HOME fsetxattr0 (IJJI)V no cstr mem-in val

      class sun.nio.fs.UnixCopyFile
      HOME transfer (IIJ)V no no zero

      class sun.nio.fs.UnixFileSystem
      HOME bufferedCopy0 (IIJIJ)V no no buffer val zero

      class sun.nio.fs.LinuxWatchService
      HOME configureBlocking (IZ)V no val
      HOME inotifyAddWatch (IJI)I no cstr val
      HOME inotifyInit ()I = no
      HOME inotifyRmWatch (II)V no val
      HOME poll (II)I no no
      HOME socketpair ([I)V fds

      class sun.nio.ch.FileDispatcherImpl
      HOME close0 (Ljava/io/FileDescriptor;)V fd
      HOME closeIntFD (I)V num
      HOME dup0 (Ljava/io/FileDescriptor;Ljava/io/FileDescriptor;)V fd fd
      HOME force0 (Ljava/io/FileDescriptor;Z)I fd val
      HOME lock0 (Ljava/io/FileDescriptor;ZJJZ)I fd val val val val
      HOME preClose0 (Ljava/io/FileDescriptor;)V fd
      HOME pread0 (Ljava/io/FileDescriptor;JIJ)I fd mem-out val val
      HOME pwrite0 (Ljava/io/FileDescriptor;JIJ)I fd mem-in val val
      HOME read0 (Ljava/io/FileDescriptor;JI)I fd mem-out val
      HOME readv0 (Ljava/io/FileDescriptor;JI)J fd iov-out val
      HOME release0 (Ljava/io/FileDescriptor;JJ)V fd val val
      HOME seek0 (Ljava/io/FileDescriptor;J)J fd val
      HOME setDirect0 (Ljava/io/FileDescriptor;)I fd
      HOME size0 (Ljava/io/FileDescriptor;)J fd
      HOME transferFrom0 (Ljava/io/FileDescriptor;Ljava/io/FileDescriptor;JJZ)J fd fd val val val
      HOME transferTo0 (Ljava/io/FileDescriptor;JJLjava/io/FileDescriptor;Z)J fd val val fd val
      HOME truncate0 (Ljava/io/FileDescriptor;J)I fd val
      HOME write0 (Ljava/io/FileDescriptor;JI)I fd mem-in val
      HOME writev0 (Ljava/io/FileDescriptor;JI)J fd iov-in val

      class sun.nio.ch.UnixFileDispatcherImpl
      HOME available0 (Ljava/io/FileDescriptor;)I fd
      HOME closeIntFD (I)V num
      HOME force0 (Ljava/io/FileDescriptor;Z)I fd val
      HOME isOther0 (Ljava/io/FileDescriptor;)Z fd
      HOME lock0 (Ljava/io/FileDescriptor;ZJJZ)I fd val val val val
      HOME map0 (Ljava/io/FileDescriptor;IJJZ)J fd val val val val # read-only and private mappings are copies; shared ones are refused
      HOME pread0 (Ljava/io/FileDescriptor;JIJ)I fd mem-out val val
      HOME pwrite0 (Ljava/io/FileDescriptor;JIJ)I fd mem-in val val
      HOME read0 (Ljava/io/FileDescriptor;JI)I fd mem-out val
      HOME readv0 (Ljava/io/FileDescriptor;JI)J fd iov-out val
      HOME release0 (Ljava/io/FileDescriptor;JJ)V fd val val
      HOME seek0 (Ljava/io/FileDescriptor;J)J fd val
      HOME setDirect0 (Ljava/io/FileDescriptor;)I fd
      HOME size0 (Ljava/io/FileDescriptor;)J fd
      HOME truncate0 (Ljava/io/FileDescriptor;J)I fd val
      HOME write0 (Ljava/io/FileDescriptor;JI)I fd mem-in val
      HOME writev0 (Ljava/io/FileDescriptor;JI)J fd iov-in val

      class sun.nio.ch.UnixDispatcher
      HOME close0 (Ljava/io/FileDescriptor;)V fd
      HOME preClose0 (Ljava/io/FileDescriptor;)V fd

      class sun.nio.ch.FileChannelImpl
      HOME map0 (IJJZ)J this val val val val # read-only and private mappings are copies; shared ones are refused
      HOME transferTo0 (Ljava/io/FileDescriptor;JJLjava/io/FileDescriptor;)J self fd val val fd

      class sun.nio.ch.FileKey
      HOME init (Ljava/io/FileDescriptor;)V struct fd
      HOME init (Ljava/io/FileDescriptor;[J)V fd filled

      class sun.nio.ch.IOUtil
      HOME configureBlocking (Ljava/io/FileDescriptor;Z)V fd val
      HOME drain (I)Z num
      HOME drain1 (I)I num
      HOME write1 (IB)I num val
      HOME makePipe (Z)J val
      NUMBER fdVal (Ljava/io/FileDescriptor;)I
      NUMBER setfdVal (Ljava/io/FileDescriptor;I)V
      """;

  private FileCalls() {}
}
