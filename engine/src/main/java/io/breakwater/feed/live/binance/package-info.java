/**
 * Binance's three markets: spot, USDⓈ-M and COIN-M. Changes of a book carry the numbers of their first and last update;
 * the whole book is fetched. Futures also name the last update of the change before ({@code pu}).
 */
package io.breakwater.feed.live.binance;
