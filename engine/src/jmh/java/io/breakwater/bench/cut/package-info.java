/** What a cut between data centers costs those who go on deciding: nothing that a caller could notice. */
package io.breakwater.bench.cut;
