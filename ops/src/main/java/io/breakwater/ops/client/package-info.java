/** The way to a node: one channel, stubs with deadlines, and request ids. Knows no command and prints nothing. */
package io.breakwater.ops.client;
