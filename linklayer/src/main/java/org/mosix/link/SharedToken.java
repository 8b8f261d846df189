package org.mosix.link;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Optional;

/** The file by which two nodes know that a directory is in the same file system for both: 128 random bits, made once. */
public final class SharedToken {

  /** In the shared directory. */
  public static final String NAME = ".mosix-shared";

  private static final int BYTES = 16;

  private SharedToken() {}

  /** What the directory's token says; empty if it has none that can be read. */
  public static Optional<String> read(Path directory) {
    try {
      String token = Files.readString(directory.resolve(NAME), StandardCharsets.US_ASCII).strip();
      return token.length() == 2 * BYTES ? Optional.of(token) : Optional.empty();
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  /** @throws IOException if there is none and it cannot be made */
  public static void makeIfAbsent(Path directory) throws IOException {
    byte[] random = new byte[BYTES];
    new SecureRandom().nextBytes(random);
    Path file = directory.resolve(NAME);
    try {
      Files.writeString(file, HexFormat.of().formatHex(random) + "\n", StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    } catch (FileAlreadyExistsException e) {
      if (read(directory).isEmpty()) {
        throw new IOException(file + " is no token (expected: 32 hexadecimal digits, as mosctl mfs share writes them)", e);
      }
    }
  }
}
