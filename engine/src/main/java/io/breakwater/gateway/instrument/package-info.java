/**
 * Assets and instruments at the edge: listings, marks, halts and reads. Not here: what makes terms or a mark
 * acceptable, and the view that carries them to decisions.
 */
package io.breakwater.gateway.instrument;
