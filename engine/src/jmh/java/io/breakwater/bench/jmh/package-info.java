/** Microbenches: deciding and applying, the codec, the persistent map. Run by {@code bench jmh}. */
package io.breakwater.bench.jmh;
