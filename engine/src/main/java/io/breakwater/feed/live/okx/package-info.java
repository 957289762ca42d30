/** OKX: changes of a book name the one before ({@code prevSeqId}), or carry a checksum, or both. */
package io.breakwater.feed.live.okx;
