package io.breakwater.domain.market;

/**
 * Names one version of the market that decisions were taken on. Boards are per node and entities move, so the board is
 * part of the name.
 *
 * @param epoch raised each time the board starts
 * @param sequence 1, 2, 3… within the board, across epochs
 * @param digest first 8 bytes of the tape block's digest that made the version durable
 */
public record ViewId(String board, int epoch, long sequence, long digest) {

    /** The view before anything was listed. */
    public static final ViewId NONE = new ViewId("", 0, 0, 0);
}
