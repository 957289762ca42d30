package io.breakwater.simulation;

/**
 * Ways in which an engine could be wrong, planted one at a time to show that the simulation notices. They live here and
 * nowhere in the engine.
 */
enum Flaw {
    NONE,
    /** Blocks travel to peers before they are synced. */
    GRANT_BEFORE_DURABLE,
    /** What comes in from a peer is used before an own block names it. */
    INFLOW_BEFORE_JOURNALED,
    /** Two copies of a row are added instead of merged by the larger figure. */
    MERGE_BY_SUM,
    REPLY_BEFORE_SYNC,
    /** The journal takes a block from an owner that has been taken over from. */
    NO_FENCE_IN_LOG,
    /** A watcher goes on to say what it has seen of a data center that it has reclaimed from. */
    SEEN_AFTER_FENCE,
    RECLAIM_IGNORES_WINDOW,
    /** A new reign counts what it has given from nothing. */
    TERM_LOWERS_ENTRY,
    /** A release frees its amount whether or not the hold is still open. */
    DOUBLE_RELEASE,
    /** A reduction is judged on everyone's closing rights. */
    REDUCTION_ON_REMOTE_RIGHTS,
    /** A request id is decided again when it comes again. */
    DECIDED_TWICE,
    /** A request that was first sent elsewhere is decided here as well. */
    DECIDED_ELSEWHERE,
    /** Restrictions of a data center that is fenced are forgotten. */
    RESTRICTION_DROPPED,
    /** A data center that was restored from a backup uses what the backup says that it has. */
    RESTORE_KEEPS_RIGHTS,
    /** A data center does not mind how far it is ahead of its watcher. */
    WINDOW_UNCHECKED,
    /** A restored data center serves without having compared its peers' copies. */
    RESTORE_WITHOUT_COMPARING,
    /** A data center that has lost its lease goes on with WINDOWED limits. */
    LEASE_IGNORED,
    /** A data center is fenced as soon as it is not heard of, whatever its lease says. */
    FENCED_WITHIN_LEASE,
    /** A deposit is booked where it goes to, and not where it comes from. */
    ONE_SIDED_ENTRY,
    /** Money's blocks travel to peers before they are synced. */
    COLLATERAL_BEFORE_DURABLE,
    /** Collateral that comes in from a peer is used before an own block books it. */
    COLLATERAL_BEFORE_JOURNALED,
    /** What a peer says that it ever sent is added to what is there, each time that it is heard. */
    COLLATERAL_ADDED,
    /** Collateral that was sent stays where it was. */
    COLLATERAL_KEPT
}
