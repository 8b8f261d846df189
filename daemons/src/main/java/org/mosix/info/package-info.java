/**
 * The senses and the voice of the information daemon: what this machine and its JVMs use ({@link org.mosix.info.Machine},
 * {@link org.mosix.info.ProcessMeter}), and datagrams that only members of the cluster can make, each of which counts once.
 */
package org.mosix.info;
