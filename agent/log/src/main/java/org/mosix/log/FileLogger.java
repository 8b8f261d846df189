package org.mosix.log;

import org.slf4j.Marker;
import org.slf4j.event.Level;
import org.slf4j.helpers.LegacyAbstractLogger;
import org.slf4j.helpers.MessageFormatter;

/** Writes to the {@link LogFile} of this JVM. */
final class FileLogger extends LegacyAbstractLogger {

  private static final long serialVersionUID = 1L;

  FileLogger(String name) {
    this.name = name;
  }

  @Override
  protected void handleNormalizedLoggingCall(Level level, Marker marker, String pattern, Object[] arguments, Throwable thrown) {
    LogFile.write(level, name, MessageFormatter.basicArrayFormat(pattern, arguments), thrown);
  }

  @Override
  protected String getFullyQualifiedCallerName() {
    return null;
  }

  @Override
  public boolean isTraceEnabled() {
    return LogFile.writes(Level.TRACE);
  }

  @Override
  public boolean isDebugEnabled() {
    return LogFile.writes(Level.DEBUG);
  }

  @Override
  public boolean isInfoEnabled() {
    return LogFile.writes(Level.INFO);
  }

  @Override
  public boolean isWarnEnabled() {
    return LogFile.writes(Level.WARN);
  }

  @Override
  public boolean isErrorEnabled() {
    return LogFile.writes(Level.ERROR);
  }
}
