package org.mosix.runtime.image;

/** Stack entry for an object found by {@link Special} whose fields are to be written or filled all the same. */
record Fields(Object object) {}
