package io.breakwater.domain.span;

import io.breakwater.domain.escrow.Lending;
import io.breakwater.domain.escrow.Row;
import io.breakwater.kernel.LongMap;
import java.util.List;

/** What has happened. Never refused and never dropped. */
public sealed interface SpanFact extends SpanCommand {

    /**
     * What a durable block of a peer's log says.
     *
     * @param dataCenter whose log
     * @param block number of the block
     * @param row the peer's row as it stands there
     * @param terms the newest it knew; {@link Terms#NONE} where the block does not say
     * @param settled holds of this data center whose end was booked there
     */
    record PeerRead(int dataCenter, long block, Row row, SpanTerms terms, List<Long> settled) implements SpanFact {}

    /** Time has passed. @param tendsARoundTrip how often this is said while a word travels to a peer and back */
    record Tend(long tendsARoundTrip) implements SpanFact {}

    /** Rights came into being here, such as the right to close what was opened. @param amount more than 0 */
    record Opened(long amount) implements SpanFact {}

    /** A hold of another data center, which cannot be reached, has ended; its owner will read of it. */
    record SettledFor(long hold) implements SpanFact {}

    /**
     * The log was rebuilt from a backup and from the copies that all peers have of it.
     *
     * @param terms in force in the three-site record
     * @param known every other row as the peers know it now: the lost tail may have used what it had read of them
     */
    record Restored(SpanTerms terms, List<Row> known) implements SpanFact {}

    /**
     * What had been decided behind the point that a restore came back to, as it was found out.
     *
     * @param lost how much more each figure of the row had been, but for what {@code ended} freed
     * @param holds that are open and not known here, with their amounts
     * @param ended holds that had ended; those that are still open here are freed
     */
    record LateTruth(Row lost, LongMap<Long> holds, List<Long> ended) implements SpanFact {}

    /** What the scope under this part of the limit says of what it was lent. */
    record ScopeReported(Lending lending) implements SpanFact {}

    /** Whether the own data center holds its lease in the three-site record. */
    record LeaseTold(boolean held) implements SpanFact {}
}
