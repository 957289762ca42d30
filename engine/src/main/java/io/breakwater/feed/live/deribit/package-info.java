/** Deribit: JSON-RPC, changes of a book that name the one before ({@code prev_change_id}). */
package io.breakwater.feed.live.deribit;
