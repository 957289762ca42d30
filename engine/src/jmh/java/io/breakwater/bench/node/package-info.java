/**
 * A real node in a process of its own, driven through its port as a venue's gateway would: packs of decisions on one
 * stream, facts on another, marks ten times a second.
 */
package io.breakwater.bench.node;
