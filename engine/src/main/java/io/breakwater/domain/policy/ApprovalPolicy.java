package io.breakwater.domain.policy;

/**
 * What a loosening needs (I-07).
 *
 * @param lifts people who approve the lift of a restriction, each another one; 0: none is asked for
 * @param maxAgeMicros an approval counts for so long
 */
public record ApprovalPolicy(int lifts, long maxAgeMicros) {

    /** None is asked for until somebody sets how many; what approvals there are, count for an hour. */
    public static final ApprovalPolicy DEFAULT = new ApprovalPolicy(0, 3_600_000_000L);
}
