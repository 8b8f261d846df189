package org.mosix.link;

import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;

/** What a command prints of an exception: one line that says what happened, not only to which file. */
public final class FailureText {

  private FailureText() {}

  public static String of(Throwable thrown) {
    if (thrown instanceof FileSystemException file && file.getReason() == null && file.getMessage() != null) {
      return file.getMessage() + ": " + reason(file);
    }
    return thrown.getMessage() == null ? thrown.toString() : thrown.getMessage();
  }

  private static String reason(FileSystemException file) {
    if (file instanceof NoSuchFileException) {
      return "no such file or directory";
    }
    if (file instanceof AccessDeniedException) {
      return "permission denied";
    }
    if (file instanceof FileAlreadyExistsException) {
      return "exists already";
    }
    return file instanceof NotDirectoryException ? "not a directory" : file.getClass().getSimpleName();
  }
}
