package org.mosix.programs;

/** Runs a program's main method and ends the JVM as the launcher would. */
public final class ProgramMain {

  private ProgramMain() {}

  public static void main(String[] arguments) throws Exception {
    Class<?> program = Class.forName(arguments[0]);
    String[] rest = java.util.Arrays.copyOfRange(arguments, 1, arguments.length);
    Thread main = new Thread(() -> run(program, rest), "main");
    int[] status = {0};
    main.setUncaughtExceptionHandler((thread, thrown) -> {
      System.err.print("Exception in thread \"main\" ");
      thrown.printStackTrace();
      status[0] = 1;
    });
    main.start();
    main.join();
    System.exit(status[0]);
  }

  private static void run(Class<?> program, String[] arguments) {
    try {
      program.getMethod("main", String[].class).invoke(null, (Object) arguments);
    } catch (java.lang.reflect.InvocationTargetException e) {
      ProgramMain.<RuntimeException>sneak(e.getCause());
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }

  @SuppressWarnings("unchecked")
  private static <T extends Throwable> void sneak(Throwable thrown) throws T {
    throw (T) thrown;
  }
}
