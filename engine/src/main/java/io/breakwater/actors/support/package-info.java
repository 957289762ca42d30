/**
 * What actors of every kind share. Not here: lanes and what belongs to one kind of entity. Invariant it carries: none
 * by itself; that a node does what the others rest on for as long as it runs.
 */
package io.breakwater.actors.support;
