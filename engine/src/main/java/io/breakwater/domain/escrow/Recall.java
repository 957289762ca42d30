package io.breakwater.domain.escrow;

/** What one holder is asked back for another's sake. @param amount more than before, positive */
public record Recall(String holder, long amount) {}
