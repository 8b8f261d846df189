package org.mosix.link.message;

import com.esotericsoftware.kryo.io.Input;
import com.esotericsoftware.kryo.io.Output;
import java.util.ArrayList;
import java.util.List;

/** A daemon to a tool: the processes it knows, by pid. */
public record ProcessList(List<ProcessInfo> processes) implements Message {

  /** What a process with empty texts takes. */
  private static final int SMALLEST = 8 + 4 * 4 + 3 * 4;

  @Override
  public void write(Output out) {
    out.writeInt(processes.size());
    processes.forEach(process -> process.write(out));
  }

  static ProcessList read(Input in) throws BadMessageException {
    int count = Fields.length(in, SMALLEST, "process list");
    List<ProcessInfo> processes = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      processes.add(ProcessInfo.read(in));
    }
    return new ProcessList(List.copyOf(processes));
  }
}
