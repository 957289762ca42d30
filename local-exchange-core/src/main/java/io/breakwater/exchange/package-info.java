/**
 * exchange-core in a process of its own, on the Java that it runs on: what benches compare with.
 *
 * <p>It is no client of an exchange and decides nothing for anybody. Whoever starts the process knows of exchange-core
 * nothing but its class path, which was resolved when this module was built and is that of the started process alone.
 */
package io.breakwater.exchange;
