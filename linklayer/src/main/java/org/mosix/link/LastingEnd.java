package org.mosix.link;

import java.net.InetSocketAddress;
import java.time.Duration;

/**
 * What one end of a lasting link knows of the other.
 *
 * @param tls null for the end that was connected to
 * @param address where to connect to again, or where to look whether anybody is there; null if that is not known
 * @param patience how long the other may be out of reach
 */
record LastingEnd(ClusterTls tls, InetSocketAddress address, Duration patience) {

  /** Whether it is this end that connects. */
  boolean connects() {
    return tls != null;
  }
}
