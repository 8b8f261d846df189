/**
 * The algorithms of load balancing, without sockets, threads, clocks or dice of their own: the daemon and the simulator run these classes.
 *
 * <p>Each interval the information daemon closes the {@link org.mosix.balance.LoadMeter}'s interval, makes a
 * {@link org.mosix.balance.NodeInfo} with the told load and {@link org.mosix.balance.Policy#flags}, and sends it as an
 * {@link org.mosix.balance.InfoMessage} to {@link org.mosix.balance.Partners#choose}. What it receives goes to
 * {@link org.mosix.balance.InfoWindow#hear}; if that was news and no process is leaving, the migration daemon asks the
 * {@link org.mosix.balance.MemoryUsher} first and then the {@link org.mosix.balance.Balancer}, with the node's own load, and carries out the
 * first decision that moves: it asks the targets in turn, tells {@link org.mosix.balance.InfoWindow#promised} of the one that took it, and
 * keeps all decisions for {@code mosctl why}. A node that is asked lets its {@link org.mosix.balance.ArrivalGate} answer.
 */
package org.mosix.balance;
