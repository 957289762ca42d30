/**
 * Several node processes over one Cassandra process: how long lanes are without service when one is lost, and what a
 * decision costs as nodes are added. Not whether anything is lost: that is the tests' matter.
 */
package io.breakwater.bench.cluster;
