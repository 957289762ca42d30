/** Options under scenarios: our vector loops against a library's formula, one thread, one process. */
package io.breakwater.bench.revalue;
