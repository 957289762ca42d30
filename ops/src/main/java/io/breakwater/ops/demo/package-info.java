/**
 * The demonstration: a node as a child process, a crash of the market and of the node, and an audit at the end. It uses
 * the real API over a real port only, and keeps its own history, so that it can tell what the node lost.
 */
package io.breakwater.ops.demo;
