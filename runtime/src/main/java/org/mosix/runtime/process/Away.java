package org.mosix.runtime.process;

import org.mosix.link.Link;

/**
 * Where the process is when it is not at home.
 *
 * @param node number of its node
 * @param link to the guest that runs it
 */
record Away(int node, Link link) {}
