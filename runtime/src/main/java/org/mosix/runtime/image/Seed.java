package org.mosix.runtime.image;

/** An object known before the walk: not to be copied but to be named, in the way of {@code special}, by {@code detail}. */
record Seed(Special special, Object detail) {}
