package org.mosix.torture.programs;

import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.stream.Collectors;

/** What StackWalker shows, whom it names as caller, and the caller that java.util.logging finds: the program's frames, nobody else's. */
public final class StackWalks {
  static final class Asked {
    static String caller() {
      return StackWalker.getInstance(StackWalker.Option.RETAIN_CLASS_REFERENCE).getCallerClass().getSimpleName();
    }
  }

  static final class Source extends Handler {
    String last;

    @Override
    public void publish(LogRecord record) {
      last = record.getSourceClassName() + '.' + record.getSourceMethodName();
    }

    @Override
    public void flush() {
      last = null;
    }

    @Override
    public void close() {
      flush();
    }
  }

  static String frames() {
    return StackWalker.getInstance().walk(
        s -> s.map(f -> f.getClassName() + '.' + f.getMethodName() + ':' + f.getLineNumber()).collect(Collectors.joining(" ")));
  }

  public static String look(Integer millis) throws InterruptedException {
    Thread.sleep(millis);
    String before = frames();
    Thread.sleep(millis);
    String caller = Asked.caller();
    Thread.sleep(millis);
    return before + ", asked by " + caller + ", " + frames();
  }

  static String round(Logger logger, Source source) throws ReflectiveOperationException, InterruptedException {
    String direct = look(3);
    String[] inside = new String[1];
    Runnable lambda = () -> {
      try {
        inside[0] = look(2);
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
    };
    lambda.run();
    String reflected = (String) StackWalks.class.getMethod("look", Integer.class).invoke(null, 2);
    Thread.sleep(3);
    logger.info("here");
    return String.join("\n", direct, inside[0], reflected, source.last);
  }

  public static void main(String[] args) throws ReflectiveOperationException, InterruptedException {
    Rounds rounds = Rounds.of(args);
    Source source = new Source();
    Logger logger = Logger.getLogger("walks");
    logger.setUseParentHandlers(false);
    logger.addHandler(source);
    String first = null;
    do {
      String now = round(logger, source);
      if (first == null) {
        first = now;
        System.out.println(first);
      }
      Check.equal("walk", first, now);
    } while (rounds.more());
    System.out.println("ok");
  }
}
