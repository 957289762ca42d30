/**
 * What the lane of a limit over data centers does beside deciding: it tends each limit, lends to the scope under it and
 * tells that what it was lent, and folds what peers' logs say to facts.
 *
 * <p>Not here: the arithmetic ({@code domain.escrow}, {@code domain.span}) and how copies are read
 * ({@code actors.peer}). Invariant it carries: what is lent is told only once it is durable (I-04).
 */
package io.breakwater.actors.span;
