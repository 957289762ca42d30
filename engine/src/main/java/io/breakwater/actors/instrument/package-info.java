/**
 * What instruments' lanes do beside deciding: they look at the calendar.
 *
 * <p>Not here: what an expiry or a payment means ({@code domain.instrument}), who holds what.
 */
package io.breakwater.actors.instrument;
