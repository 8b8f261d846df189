package org.mosix.tools;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.mosix.link.message.Administer;
import org.mosix.link.message.ProcessInfo;
import org.mosix.link.message.ProcessList;
import org.mosix.link.message.Records;

@Timeout(60)
class ProcessesToolTest {

  private static final ProcessList TWO = new ProcessList(List.of(
      new ProcessInfo(4711, 1, 2, 12, 9, "running", List.of("java.net.SocketInputStream.read", "Foo.<clinit>"), "org.example.Main a b"),
      new ProcessInfo(12, 3, 1, -1, -1, "guest", List.of(), "app.jar")));

  @TempDir
  Path directory;

  private CommandRun run(ProcessList answer, String... format) throws Exception {
    try (FakeDaemon daemon = new FakeDaemon(directory.resolve("run"), answer)) {
      String[] arguments = format.length == 0 ? new String[] {"--run-dir", directory.resolve("run").toString()}
          : new String[] {"--run-dir", directory.resolve("run").toString(), format[0], format[1]};
      CommandRun run = CommandRun.of(new ProcessesTool(), arguments);
      assertThat(daemon.requests).hasSize(1);
      return run;
    }
  }

  @Test
  void showsATableForPeople() throws Exception {
    assertThat(run(TWO).out()).isEqualToNormalizingNewlines("""
         PID  HOME  NODE  MOVES  THREADS  STATE    CANNOT MOVE                      COMMAND
        4711     1     2     12        9  running  java.net.SocketInputStream.read  org.example.Main a b
                                                   Foo.<clinit>
          12     3     1      ?        ?  guest    -                                app.jar""".strip());
  }

  @Test
  void showsJsonForPrograms() throws Exception {
    assertThat(run(TWO, "-o", "json").out()).isEqualTo("[{\"pid\":4711,\"home\":1,\"node\":2,\"migrations\":12,\"threads\":9,"
        + "\"state\":\"running\",\"cannotMove\":[\"java.net.SocketInputStream.read\",\"Foo.<clinit>\"],"
        + "\"command\":\"org.example.Main a b\"},{\"pid\":12,\"home\":3,\"node\":1,\"migrations\":null,\"threads\":null,"
        + "\"state\":\"guest\",\"cannotMove\":[],\"command\":\"app.jar\"}]");
  }

  @Test
  void showsTheSystemCallsOfAProcess() throws Exception {
    Records records = new Records("[{'policy':'HOME','call':'A.a()V','reason':'','count':2,'bytes':30,'seconds':0.004},"
        + "{'policy':'HOME','call':'B.b()V','reason':'','count':0,'bytes':0,'seconds':0},"
        + "{'policy':'STATE','call':'C.c()I','reason':'','count':70,'bytes':1000,'seconds':1.5,'direct':0,'directBytes':0,'cached':0},"
        + "{'policy':'HOME','call':'D.d()V','reason':'','count':0,'bytes':0,'seconds':0,'direct':5,'directBytes':60,'cached':0},"
        + "{'policy':'HOME_CACHED','call':'E.e()I','reason':'','count':0,'bytes':0,'seconds':0,'direct':0,'directBytes':0,'cached':8},"
        + "{'policy':'NODE','call':'node 3','reason':'','count':0,'bytes':0,'seconds':0,'direct':0,'directBytes':60,'cached':0}]");
    try (FakeDaemon daemon = new FakeDaemon(directory.resolve("run"), records)) {
      assertThat(CommandRun.of(new ProcessesTool(), "--run-dir", directory.resolve("run").toString(), "--calls", "4711").out())
          .isEqualToNormalizingNewlines("""
          HOME  BYTES      MS  DIRECT  BYTES  CACHED  POLICY       CALL
            70   1000  1500.0       0      0       0  STATE        C.c()I
             2     30     4.0       0      0       0  HOME         A.a()V
             0      0     0.0       5     60       0  HOME         D.d()V
             0      0     0.0       0      0       8  HOME_CACHED  E.e()I
             0      0     0.0       0     60       0  NODE         node 3""");
      assertThat(daemon.requests).containsExactly(new Administer("calls", List.of("4711")));
    }
  }

  @Test
  void showsHeadingsWhenThereIsNothing() throws Exception {
    assertThat(run(new ProcessList(List.of())).out()).isEqualTo("PID  HOME  NODE  MOVES  THREADS  STATE  CANNOT MOVE  COMMAND");
    assertThat(run(new ProcessList(List.of()), "-o", "JSON").out()).isEqualTo("[]");
  }
}
