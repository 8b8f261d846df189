package org.mosix.runtime.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.StandardSocketOptions;
import java.nio.channels.SocketChannel;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Tables of the JDK whose keys get other identity hashes. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class HashedTablesTest {

  private static final String[] TABLES = {"sun.nio.ch.SocketOptionRegistry$LazyInitialization", "sun.nio.ch.SocketChannelImpl$DefaultOptionsHolder"};

  @Test
  void socketOptionWithAnotherHashIsFoundAgain() throws Exception {
    try (SocketChannel channel = SocketChannel.open()) {
      int linger = channel.getOption(StandardSocketOptions.SO_LINGER);
      // By chance another hash may lead to the same place of a table.
      for (int i = 1; !isLost(channel); i++) {
        HeapLayout.setHash(StandardSocketOptions.SO_LINGER, HeapLayout.hash(StandardSocketOptions.SO_LINGER) + i);
      }
      HashedTables.rehash(new Class<?>[] {Raw.jdkClass(TABLES[0]), Raw.jdkClass(TABLES[1])});
      assertThat(channel.getOption(StandardSocketOptions.SO_LINGER)).isEqualTo(linger);
      assertThat(channel.supportedOptions()).contains(StandardSocketOptions.SO_LINGER);
    }
  }

  private static boolean isLost(SocketChannel channel) throws Exception {
    try {
      channel.getOption(StandardSocketOptions.SO_LINGER);
      return false;
    } catch (UnsupportedOperationException | AssertionError e) {
      return true;
    }
  }
}
