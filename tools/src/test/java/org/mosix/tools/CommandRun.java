package org.mosix.tools;

import java.io.PrintWriter;
import java.io.StringWriter;

/** What came out of a command that ran in this JVM. */
record CommandRun(int code, String out, String err) {

  static CommandRun of(Object command, String... arguments) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    int code = Tool.commandLine(command).setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true)).execute(arguments);
    return new CommandRun(code, out.toString().strip(), err.toString().strip());
  }
}
