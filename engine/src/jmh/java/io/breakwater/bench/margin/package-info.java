/** Decisions with portfolio margin: accounts of all sizes, between and across moves of the whole market. */
package io.breakwater.bench.margin;
