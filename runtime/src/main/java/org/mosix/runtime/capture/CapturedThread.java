package org.mosix.runtime.capture;

import org.mosix.boot.Frame;

/**
 * A thread with its frames.
 *
 * @param thread the program's thread object
 * @param bottom its first method's frame, which leads to the others
 * @param interrupted whether its interrupt flag was set
 * @param waitingSince orders the threads that wait for a notify; 0 for others
 */
public record CapturedThread(Thread thread, Frame bottom, boolean interrupted, long waitingSince) {}
