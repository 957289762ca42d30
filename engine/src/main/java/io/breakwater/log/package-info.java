/**
 * Blocks, chains and their encoding: what journal, links, actors and audit share, as pure functions over bytes.
 *
 * <p>Not here: where bytes are kept (journal), who may append (journal and lanes), what an event means (domain). No
 * clock, no threads, no files; key files are read elsewhere.
 *
 * <p>The encoding is CBOR (RFC 8949) in its shortest form, positional: a record is the array of its components, a
 * member of a sealed family is led by its tag, and a string that has occurred before in the same block is its index.
 * Reading is strict: nothing missing, nothing extra, nothing unknown, nothing left over. See {@link
 * io.breakwater.log.RecordCodec} for the types and {@link io.breakwater.log.Envelope} for what is left out of one
 * because the one before said it.
 *
 * <p>Invariants: I-06 (state is a function of the logs), I-09 (altered, dropped, reordered or cut logs are found and
 * located), I-10 (a block has a bound).
 */
package io.breakwater.log;
