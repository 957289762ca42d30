package io.breakwater.actors.lane;

/** Two names with one hash, found by a lattice reduction: the hash is not cryptographic, so it takes a moment. */
final class SameHash {
    static final String NAME = "KPVPHparty-abc";
    static final String FORGED = "\u073e\u32d5\u70e4d\u0536party-abc";

    private SameHash() {}
}
