/** Bybit v5: a whole book first, then changes numbered one by one ({@code u}); number 1 begins anew. */
package io.breakwater.feed.live.bybit;
