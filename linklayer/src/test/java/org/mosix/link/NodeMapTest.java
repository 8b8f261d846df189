package org.mosix.link;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(30)
class NodeMapTest {

  @TempDir
  Path directory;

  private NodeMap read(String text) throws IOException {
    return NodeMap.read(file(text));
  }

  private Path file(String text) throws IOException {
    return Files.writeString(directory.resolve("nodes.map"), text);
  }

  @Test
  void givesConsecutiveAddressesToConsecutiveNumbers() throws IOException {
    NodeMap map = read("# three here\n1 127.0.0.1 3\n\n 10\t10.0.0.255   2 # over the byte\n");
    assertThat(map).hasToString("1 127.0.0.1:4660, 2 127.0.0.2:4660, 3 127.0.0.3:4660, 10 10.0.0.255:4660, 11 10.0.1.0:4660");
    assertThat(map.numbers()).isEqualTo("1-3, 10-11");
    assertThat(map.find(2)).contains(new NodeAddress(2, "127.0.0.2", 4660));
    assertThat(map.find(4)).isEmpty();
  }

  @Test
  void keepsHostNamesOfSingleNodes() throws IOException {
    assertThat(read("65535 build.example.org 1").nodes()).containsExactly(new NodeAddress(65535, "build.example.org", 4660));
  }

  @Test
  void takesPortsAndIpv6() throws IOException {
    assertThat(read("1 127.0.0.1:5000 2\n3 ::1 1\n4 [::1]:99 1")).hasToString(
        "1 127.0.0.1:5000, 2 127.0.0.2:5000, 3 [::1]:4660, 4 [::1]:99");
  }

  @Test
  void knowsWhetherAnybodyElseCanTakePart() throws IOException {
    assertThat(read("1 127.0.0.1 3").isLoopbackOnly()).isTrue();
    assertThat(read("1 127.0.0.1 3\n9 192.0.2.1 1").isLoopbackOnly()).isFalse();
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', textBlock = """
      1 127.0.0.1            | 2 words (expected: FIRST-NUMBER HOST[:PORT] COUNT)
      1 127.0.0.1 1 x        | 4 words (expected: FIRST-NUMBER HOST[:PORT] COUNT)
      0 127.0.0.1 1          | node: 0 (expected: 1 to 65535)
      65536 127.0.0.1 1      | node: 65536 (expected: 1 to 65535)
      one 127.0.0.1 1        | node: one (expected: 1 to 65535)
      1 127.0.0.1 0          | count: 0 (expected: 1 to 65535)
      65535 127.0.0.1 2      | count: 2 (expected: 1 to 1)
      1 127.0.0.1:0 1        | port: 0 (expected: 1 to 65535)
      1 127.0.0.1:99999 1    | port: 99999 (expected: 1 to 65535)
      1 255.255.255.254 3    | 3 addresses from 255.255.255.254 on run past the last address (expected: a smaller count)
      1 no.such.invalid 2    | host: no.such.invalid cannot be looked up (expected: an address, because COUNT is 2)
      """)
  void tellsFileLineFactAndExpectation(String line, String message) throws IOException {
    Path file = file("# first line\n" + line + "\n");
    assertThatThrownBy(() -> NodeMap.read(file)).isInstanceOf(NodeMapException.class).hasMessage(file + ":2: " + message);
  }

  @Test
  void refusesNumbersAndAddressesGivenTwice() throws IOException {
    Path numbers = file("1 127.0.0.1 3\n3 127.0.0.9 1");
    assertThatThrownBy(() -> NodeMap.read(numbers))
        .hasMessage(numbers + ":2: node 3 is already defined in line 1 (expected: each number once)");
    Path addresses = file("1 127.0.0.1 3\n4 127.0.0.3 1");
    assertThatThrownBy(() -> NodeMap.read(addresses))
        .hasMessage(addresses + ":2: 127.0.0.3:4660 is already the address of node 3 (expected: one node per address and port)");
  }

  @Test
  void nodesMayHaveSeveralAddresses() throws IOException {
    NodeMap map = read("2 10.0.0.2 ALIAS\n1 192.168.0.1 3\n2 [fd00::2]:99 alias\n");
    assertThat(map.addresses(2)).extracting(NodeAddress::toString).containsExactly("192.168.0.2:4660", "10.0.0.2:4660", "[fd00::2]:99");
    assertThat(map.addresses(1)).hasSize(1);
    assertThat(map.addresses(4)).isEmpty();
    assertThat(map.nodes()).hasSize(3);
    assertThat(map.lines()).containsExactly("1 192.168.0.1:4660 1", "2 192.168.0.2:4660 1", "2 10.0.0.2:4660 ALIAS", "2 [fd00::2]:99 ALIAS",
        "3 192.168.0.3:4660 1");
    assertThat(NodeMap.parse("again", map.lines(), 4660).lines()).isEqualTo(map.lines());
    assertThat(read("1 127.0.0.1 1\n1 10.0.0.1 ALIAS").isLoopbackOnly()).isFalse();
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', textBlock = """
      9 10.0.0.9 ALIAS       | node 9 has an alias only (expected: also a line 9 HOST[:PORT] 1)
      1 192.168.0.1 ALIAS    | 192.168.0.1:4660 is already the address of node 1 (expected: another address of node 1)
      2 192.168.0.1 ALIAS    | 192.168.0.1:4660 is already the address of node 1 (expected: another address of node 2)
      0 10.0.0.9 ALIAS       | node: 0 (expected: 1 to 65535)
      1 10.0.0.9:0 ALIAS     | port: 0 (expected: 1 to 65535)
      1 10.0.0.9 ALIASES     | count: ALIASES (expected: 1 to 65535)
      """)
  void tellsWhatIsWrongWithAnAlias(String line, String message) throws IOException {
    Path file = file("1 192.168.0.1 2\n" + line + "\n");
    assertThatThrownBy(() -> NodeMap.read(file)).isInstanceOf(NodeMapException.class).hasMessage(file + ":2: " + message);
  }

  @Test
  void refusesFilesWithoutNodesAndMissingFiles() throws IOException {
    Path empty = file("# nothing\n");
    assertThatThrownBy(() -> NodeMap.read(empty)).hasMessageContaining("no nodes (expected: at least one line");
    assertThatThrownBy(() -> NodeMap.read(directory.resolve("none"))).hasMessageContaining("none: no such file");
    Path binary = Files.write(directory.resolve("binary"), new byte[] {(byte) 0xff, (byte) 0xfe, 0});
    assertThatThrownBy(() -> NodeMap.read(binary)).isInstanceOf(NodeMapException.class).hasMessageContaining("not a text file");
  }
}
