package org.mosix.daemon;

import java.util.List;

/**
 * What a node knows of a node, itself included; one element of the answer to {@link Verb#NODES}. What is not known is null, and not there
 * in JSON.
 *
 * @param node number
 * @param address host of its daemon
 * @param port of its daemon
 * @param self true for the node that was asked
 * @param status {@code up}; {@code silent}: was heard of, but not for a while; {@code unknown}: never heard of; {@code off}: has left
 * @param flags policies that are on: {@code stay}, {@code lstay}, {@code block}, {@code quiet}; {@code swapping} if it pages
 * @param cpus processors it counts
 * @param speed of one processor; 10,000 is the standard processor
 * @param load busy threads per processor, normalised to the standard processor: 1.0 is one per standard processor
 * @param utilisation share of its processors in use, 0 to 1
 * @param memoryTotal bytes that it has for processes
 * @param memoryFree bytes that it believes to be free, less what was promised to guests on their way
 * @param memoryFreeRaw bytes that its system says are available
 * @param swapTotal bytes
 * @param swapFree bytes
 * @param processes that have their home there
 * @param away of those, how many run elsewhere
 * @param guests that run there
 * @param ageSeconds how old this information is; 0 for the node itself
 */
public record NodeRecord(int node, String address, int port, boolean self, String status, List<String> flags, Integer cpus, Double speed,
    Double load, Double utilisation, Long memoryTotal, Long memoryFree, Long memoryFreeRaw, Long swapTotal, Long swapFree,
    Integer processes, Integer away, Integer guests, Double ageSeconds) {

  /** A node of which nothing but its place in the map is known. */
  static NodeRecord unknown(int node, String address, int port) {
    return new NodeRecord(node, address, port, false, "unknown", List.of(), null, null, null, null, null, null, null, null, null, null,
        null, null, null);
  }
}
