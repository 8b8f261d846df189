package org.mosix.info;

/** Why a datagram was dropped. */
public enum Rejection {
  /** No datagram of ours, or one of another release. */
  MALFORMED,
  /** The digest is not what a member of the cluster would have made of these bytes. */
  FORGED,
  /** A member made it, but for a node that is not in the map, or is this one. */
  FOREIGN,
  /** It was here before, or is older than what was. */
  REPLAYED
}
