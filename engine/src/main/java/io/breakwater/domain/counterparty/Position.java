package io.breakwater.domain.counterparty;

import io.breakwater.kernel.Table;

/**
 * A position by cash flow: total profit and loss = cash flow + funding + value at the mark, whatever the order of the
 * fills, and a bust undoes a fill exactly. Average entry and realised profit are projections, not state.
 *
 * @param lots signed
 * @param cashFlowMinor Σ −value(lots, price) of fills, in minor units of the settlement asset
 * @param fundingMinor Σ received, in minor units of the settlement asset
 * @param fees Σ paid, by asset, in minor units; they are booked in the ledger too
 * @param notionalUsdMicros of the open lots at the prices they were traded at: what the reserve-time limits count
 * @param deltaUsdMicros signed, of the open lots at the deltas they were decided with
 * @param anchorTicks price of the last session settlement; 0 for none
 */
public record Position(
        long lots,
        long cashFlowMinor,
        long fundingMinor,
        Table<String, Long> fees,
        long notionalUsdMicros,
        long deltaUsdMicros,
        long anchorTicks) {

    public static final Position FLAT = new Position(0, 0, 0, Table.empty(), 0, 0, 0);

    public boolean isFlat() {
        return lots == 0 && cashFlowMinor == 0 && fundingMinor == 0;
    }
}
