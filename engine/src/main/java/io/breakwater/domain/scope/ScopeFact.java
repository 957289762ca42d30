package io.breakwater.domain.scope;

import io.breakwater.domain.Lift;
import io.breakwater.domain.Measure;
import io.breakwater.domain.Restriction;
import io.breakwater.domain.escrow.Grant;
import io.breakwater.domain.escrow.Holder;

/** What has happened. Never refused and never dropped. */
public sealed interface ScopeFact extends ScopeCommand {

    /**
     * What a holder has in its own log. Both figures are cumulative, so that duplicates and reordering change nothing.
     *
     * @param returned all that it has given back
     * @param demanded how much it would like to have been granted in all
     */
    record HolderReported(String holder, Measure measure, long returned, long demanded) implements ScopeFact {}

    /** Time has passed and the cap is still exceeded: who was asked may need what it holds, so all are asked again. */
    record RecallOverdue(Measure measure) implements ScopeFact {}

    /** What this data center's part of a limit that spans data centers has lent to the scope, and asks back. */
    record LimitLent(Grant grant) implements ScopeFact {}

    /** Another data center has placed a restriction; its id names it. */
    record RestrictedElsewhere(Restriction restriction) implements ScopeFact {}

    /** Another data center has lifted one, whoever placed it. */
    record LiftedElsewhere(Lift lift) implements ScopeFact {}

    /** The logs of this data center were restored: what they had last is lost. Peers do not read of it. */
    record Restored(String reason) implements ScopeFact {}

    /** What is known here of other data centers is too old, which the reason names. Peers do not read of it. */
    record LinkAged(String reason) implements ScopeFact {}

    /** What is known here of all other data centers is young again. */
    record LinkRenewed() implements ScopeFact {}

    /**
     * What a holder's own log says that it was granted and has returned. Said by a restore, which has found that the
     * end of this log is lost.
     *
     * @param own figures as the holder has them; 0 demanded where that is left to what it reports
     */
    record HolderKnows(Measure measure, Holder own) implements ScopeFact {}
}
