package io.breakwater.log;

import java.util.List;

/** A block as it was read: what a lane committed at once. */
public record Block(BlockHeader header, Digest digest, List<Envelope> envelopes) {}
