package org.mosix.runtime.syscall;

/** The natives for clocks, the process itself and its children. */
final class ProcessCalls {

  static final String TABLE = """
      class java.lang.System
      CLOCK currentTimeMillis ()J
      CLOCK nanoTime ()J

      class jdk.internal.misc.VM
      CLOCK getNanoTimeAdjustment (J)J
      HOME_CACHED getegid ()J
      HOME_CACHED geteuid ()J
      HOME_CACHED getgid ()J
      HOME_CACHED getuid ()J

      class jdk.internal.misc.Unsafe
      CLOCK park (ZJ)V

      class java.lang.Runtime
      HOME_CACHED availableProcessors ()I self

      class java.lang.Shutdown
      HOME halt0 (I)V val

      class java.lang.ProcessEnvironment
      HOME environ ()[[B

      class java.util.TimeZone
      HOME_CACHED getSystemGMTOffsetID ()Ljava/lang/String;
      HOME_CACHED getSystemTimeZoneID (Ljava/lang/String;)Ljava/lang/String; val

      class java.lang.ProcessHandleImpl
      HOME destroy0 (JJZ)Z val val val
      HOME_CACHED getCurrentPid0 ()J
      HOME getProcessPids0 (J[J[J[J)I val filled filled filled
      HOME isAlive0 (J)J val
      HOME parent0 (JJ)J val val
      HOME waitForProcessExit0 (JZ)I val val

      class java.lang.ProcessHandleImpl$Info
      HOME info0 (J)V struct val

      class java.lang.ProcessImpl
      HOME forkAndExec (I[B[B[BI[BI[B[IZ)I self val helper val val val val val val fds val

      class sun.management.VMManagementImpl
      HOME_CACHED getAvailableProcessors ()I self
      HOME_CACHED getProcessId ()I self
      HOME_CACHED getStartupTime ()J self
      HOME getUptime0 ()J self
      HOME_CACHED getVmArguments0 ()[Ljava/lang/String; self

      class jdk.internal.loader.NativeLibraries # native libraries of the program are not loaded away from home
      REFUSE load (Ljdk/internal/loader/NativeLibraries$NativeLibraryImpl;Ljava/lang/String;ZZ)Z val path val val
      REFUSE load (Ljdk/internal/loader/NativeLibraries$NativeLibraryImpl;Ljava/lang/String;ZZZ)Z val path val val val

      class jdk.internal.misc.Signal
      HOME handle0 (IJ)J val val
      HOME raise0 (I)V val
      """;

  private ProcessCalls() {}
}
