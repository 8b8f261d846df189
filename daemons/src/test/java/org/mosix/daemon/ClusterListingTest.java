package org.mosix.daemon;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class ClusterListingTest {

  @TempDir
  Path directory;

  private static ProcessRecord process(long pid, int home, int node, String state) {
    return new ProcessRecord(pid, home, node, state, 1, null, null, null, 0, null, false, "", List.of(), "x");
  }

  @Test
  void eachProcessIsListedOnceByItsHomeIfThatAnswers() {
    Map<Integer, List<ProcessRecord>> answers = new LinkedHashMap<>();
    answers.put(1, List.of(process(10, 1, 2, "running"), process(30, 3, 1, "guest")));
    answers.put(2, List.of(process(20, 2, 2, "running"), process(10, 1, 2, "guest")));
    assertThat(ClusterListing.merged(answers)).extracting(ProcessRecord::pid).containsExactly(10L, 30L, 20L);
    assertThat(ClusterListing.merged(answers)).extracting(ProcessRecord::state).containsExactly("running", "guest", "running");
  }

  @Test
  void processesOfAllNodesAreListedByEach() throws Exception {
    try (Cluster cluster = new Cluster(directory, 2)) {
      cluster.start(1, 0, "");
      cluster.start(2, 0, "");
      try (FakeProgram one = new FakeProgram(cluster.runDirectory(1), 101); FakeProgram two = new FakeProgram(cluster.runDirectory(2), 202);
          DaemonClient client = cluster.client(1)) {
        List<ProcessRecord> all = client.allProcesses();
        while (all.size() < 2) {
          // the nodes must have heard of each other
          Thread.sleep(50);
          all = client.allProcesses();
        }
        assertThat(all).extracting(ProcessRecord::pid).containsExactlyInAnyOrder(101L, 202L);
        assertThat(client.processes()).extracting(ProcessRecord::pid).containsExactly(101L);
      }
    }
  }
}
