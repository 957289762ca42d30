/**
 * What a scope's lane does beside deciding: telling holders what they were granted, asking for those who keep nothing,
 * and telling limits over data centers what is given back and wanted.
 *
 * <p>Not here: how caps are shared, which is {@code domain.escrow}. Invariant it carries: a grant is told only once it
 * is durable (I-04).
 */
package io.breakwater.actors.scope;
