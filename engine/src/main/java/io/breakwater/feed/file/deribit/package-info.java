/** Snapshots of whole Deribit option chains, one row an option. */
package io.breakwater.feed.file.deribit;
