package org.mosix.torture.programs;

import java.io.File;
import java.lang.management.ManagementFactory;
import java.lang.management.RuntimeMXBean;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.TimeZone;

/** Environment, properties set by the program, defaults changed by the program, pid, what the system and the management beans tell of it, working directory: always those of home. */
public final class Environment {
  /** All but the time it has used. */
  static List<Object> about(ProcessHandle process) {
    ProcessHandle.Info info = process.info();
    return List.of(process.pid(), info.command(), info.commandLine(), info.startInstant(), info.user(), Arrays.asList(info.arguments().orElseThrow()));
  }

  static List<Object> aboutVm() {
    RuntimeMXBean vm = ManagementFactory.getRuntimeMXBean();
    return List.of(vm.getName(), vm.getPid(), vm.getInputArguments(), vm.getStartTime(), ManagementFactory.getOperatingSystemMXBean().getAvailableProcessors());
  }

  public static void main(String[] args) {
    Rounds rounds = Rounds.of(args);
    Map<String, String> environment = Map.copyOf(System.getenv());
    System.setProperty("set.by.program", "yes");
    Properties before = (Properties) System.getProperties().clone();
    Locale.setDefault(Locale.GERMANY);
    TimeZone.setDefault(TimeZone.getTimeZone("Asia/Tokyo"));
    long pid = ProcessHandle.current().pid();
    List<Object> process = about(ProcessHandle.current());
    List<Object> vm = aboutVm();
    String here = new File(".").getAbsolutePath();
    int processors = Runtime.getRuntime().availableProcessors();
    System.out.println(String.format("%,.2f", 1234567.891) + " " + TimeZone.getDefault().getID());
    while (rounds.more()) {
      Check.equal("environment", environment, System.getenv());
      Check.equal("PATH", environment.get("PATH"), System.getenv("PATH"));
      Check.equal("properties", before, System.getProperties());
      Check.equal("own property", "yes", System.getProperty("set.by.program"));
      Check.equal("locale", Locale.GERMANY, Locale.getDefault());
      Check.equal("zone", "Asia/Tokyo", TimeZone.getDefault().getID());
      Check.equal("pid", pid, ProcessHandle.current().pid());
      Check.equal("process", process, about(ProcessHandle.current()));
      Check.equal("process by its number", ProcessHandle.current(), ProcessHandle.of(pid).orElseThrow());
      Check.equal("process found by its number", process, about(ProcessHandle.of(pid).orElseThrow()));
      Check.equal("virtual machine", vm, aboutVm());
      Check.equal("directory", here, new File(".").getAbsolutePath());
      Check.equal("processors", processors, Runtime.getRuntime().availableProcessors());
      Check.equal("format", "1.234.567,89", String.format("%,.2f", 1234567.891));
    }
    Check.ok();
  }
}
