package org.mosix.daemon;

import java.util.List;
import org.mosix.link.NodeAddress;
import oshi.SystemInfo;
import oshi.hardware.CentralProcessor;
import oshi.hardware.GlobalMemory;

/** The machine under this node: processors and memory. */
final class Machine {

  private final CentralProcessor processor;
  private final GlobalMemory memory;

  Machine() {
    SystemInfo system = new SystemInfo();
    processor = system.getHardware().getProcessor();
    memory = system.getHardware().getMemory();
  }

  NodeRecord describe(NodeAddress node, NodeDaemon daemon) {
    int away = (int) daemon.processes().all().stream().filter(process -> process.node() != 0).count();
    double load = processor.getSystemLoadAverage(1)[0] / processor.getLogicalProcessorCount();
    return new NodeRecord(node.number(), node.host(), node.port(), true, "up", List.of(), processor.getLogicalProcessorCount(), 10_000.0,
        load, Math.min(1, load), memory.getTotal(), memory.getAvailable(), memory.getAvailable(),
        memory.getVirtualMemory().getSwapTotal(), memory.getVirtualMemory().getSwapTotal() - memory.getVirtualMemory().getSwapUsed(),
        daemon.processes().size(), away, daemon.guests().taken().size(), 0.0);
  }
}
