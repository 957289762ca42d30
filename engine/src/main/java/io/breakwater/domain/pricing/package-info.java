/**
 * What a contract is worth: elementary functions, Black-76, implied volatility, revaluation under many scenarios.
 * The only package of the domain that keeps numbers in floating point; they become ticks and minor units, rounded by
 * name, before anything is decided on them.
 *
 * <p>Not here: whose contracts they are, what margin they need ({@code domain.risk}), where prices come from.
 *
 * <p>Invariants it carries: built of + − × ÷, sqrt and fma, or StrictMath, so that a figure is the same on every
 * processor (I-06); NaN and what is out of range never become a figure (I-02).
 */
package io.breakwater.domain.pricing;
