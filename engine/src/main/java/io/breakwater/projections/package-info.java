/**
 * Read views: folds of durable lane states into what callers list and look at. Not here: decisions, and anything that
 * has to be kept; a view is computed from a fork when it is asked for, so that it is never behind what was
 * acknowledged.
 */
package io.breakwater.projections;
