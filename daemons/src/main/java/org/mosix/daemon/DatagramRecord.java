package org.mosix.daemon;

/**
 * Datagrams of the info daemon since its start, the answer to {@link Verb#DATAGRAMS}.
 *
 * @param malformed dropped: not of this protocol
 * @param forged dropped: not made by a member of the cluster
 * @param foreign dropped: of a node that is not in the map
 * @param replayed dropped: heard before, or too old
 * @param lastDropped what was wrong with the last one; empty if none was dropped
 */
public record DatagramRecord(long accepted, long malformed, long forged, long foreign, long replayed, String lastDropped) {}
