package org.mosix.torture.programs;

import java.util.Iterator;
import java.util.ServiceLoader;

/** ServiceLoader: providers of the JDK, iterated half way, streamed, and reloaded. */
public final class ServiceLoaders {
  static String round(ServiceLoader<java.nio.file.spi.FileSystemProvider> kept) {
    StringBuilder out = new StringBuilder();
    Iterator<java.nio.file.spi.FileSystemProvider> i = kept.iterator();
    while (i.hasNext()) {
      out.append(i.next().getScheme()).append(Work.spin(1) % 10).append(' ');
    }
    long tools = ServiceLoader.load(java.util.spi.ToolProvider.class).stream()
        .filter(p -> Work.spin(2) != 0 && p.get().name().equals("jar")).count();
    kept.reload();
    return out.append(tools).append(ServiceLoader.load(Runnable.class).findFirst().isPresent()).toString();
  }

  public static void main(String[] args) throws Exception {
    ServiceLoader<java.nio.file.spi.FileSystemProvider> kept = ServiceLoader.load(java.nio.file.spi.FileSystemProvider.class);
    Rounds.equal(args, "providers", () -> round(kept));
  }
}
