/**
 * Files of Binance's public data: told apart by their names ({@code BTCUSDT-aggTrades-2024-01-01.zip}), with a header
 * or without one, times in milliseconds or microseconds.
 */
package io.breakwater.feed.file.binance;
