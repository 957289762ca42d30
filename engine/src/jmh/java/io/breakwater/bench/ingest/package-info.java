/** How fast a recorded market comes in, against the CSV reader alone. */
package io.breakwater.bench.ingest;
