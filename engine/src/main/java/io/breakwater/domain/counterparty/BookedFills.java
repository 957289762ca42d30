package io.breakwater.domain.counterparty;

import io.breakwater.kernel.LongMap;
import io.breakwater.kernel.Origin;

/**
 * Fills booked lately, by execution key: a fill that comes again is recognised, one that is busted or corrected is
 * found. Two generations; a bust of a fill that has been forgotten goes to suspense.
 */
public record BookedFills(LongMap<BookedFill> current, LongMap<BookedFill> previous) {

    /** Fills in one generation. */
    public static final int GENERATION = 16_384;

    /**
     * A fill and what it did to the figures that depend on the order of fills, so that its bust can restore them.
     *
     * @param event the fill as it was booked
     * @param before what the position counted for
     * @param anchorBeforeTicks of the position, which is forgotten when it is flat
     * @param fundedBeforeMicros of the position, which is another once it was opened anew
     * @param corrected true once a correction has replaced what was first told of it
     * @param undone true after a bust: it is known but counts no more
     */
    public record BookedFill(
            CounterpartyEvent.FillBooked event,
            Counted before,
            long anchorBeforeTicks,
            long fundedBeforeMicros,
            long lotsAfter,
            Counted after,
            boolean corrected,
            boolean undone) {

        /**
         * Whether another telling of its execution key says the same. Sources differ in what they tell beside: only
         * what moves value is compared, and a fee of 0 or no position side says that none was told. What a correction
         * has replaced is no longer known, so that any telling passes for the first one.
         */
        boolean agreesWith(CounterpartyFact.Fill told) {
            CounterpartyFact.Fill known = event.command();
            boolean sameTrade = known.account().equals(told.account()) && known.priceTicks() == told.priceTicks()
                    && known.lots() == told.lots();
            boolean sameFee = known.feeMinor() == 0 || told.feeMinor() == 0
                    || known.feeMinor() == told.feeMinor() && known.feeAsset().equals(told.feeAsset());
            PositionSide side = told.execution().direction().position();
            boolean samePosition = side == PositionSide.NET || side == known.execution().direction().position();
            return samePosition && (corrected || sameTrade && sameFee);
        }

        /** Whether its order is another data center's, where it is booked, busted and corrected. */
        boolean isForOther(int here) {
            return event.holdId() != 0 && Origin.dataCenterOf(event.holdId()) != here;
        }

        /** True when nothing has changed the position since. */
        boolean isLatestIn(Position position) {
            return position.lots() == lotsAfter && position.counted().equals(after);
        }

        BookedFill asUndone() {
            return new BookedFill(event, before, anchorBeforeTicks, fundedBeforeMicros, lotsAfter, after, corrected,
                    true);
        }
    }

    public static final BookedFills NONE = new BookedFills(LongMap.empty(), LongMap.empty());

    /** Null when it is not known. */
    public BookedFill find(ExecutionKey execution) {
        long key = execution.key();
        BookedFill found = current.getOrDefault(key, previous.get(key));
        return found != null && found.event().command().execution().isSame(execution) ? found : null;
    }

    public BookedFills with(BookedFill booked) {
        long key = booked.event().command().execution().key();
        if (current.size() < GENERATION || current.containsKey(key)) {
            return new BookedFills(current.put(key, booked), previous);
        }
        return new BookedFills(LongMap.<BookedFill>empty().put(key, booked), current);
    }
}
