package io.breakwater.domain.counterparty;

import io.breakwater.domain.risk.Greek;
import io.breakwater.domain.risk.Signed;
import io.breakwater.domain.risk.UsdGreeks;
import io.breakwater.kernel.Exact;
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
 * @param greeks signed, of the open lots as they were decided with
 * @param premiumUsdMicros paid for the open lots of an option that is held long; 0 otherwise
 * @param anchorTicks price of the last session settlement; 0 for none, and where nothing is open
 * @param fundedAtMicros epoch micros until which funding is paid: since when it is open, or when the last payment fell
 *     due
 */
public record Position(
        long lots,
        long cashFlowMinor,
        long fundingMinor,
        Table<String, Long> fees,
        long notionalUsdMicros,
        UsdGreeks greeks,
        long premiumUsdMicros,
        long anchorTicks,
        long fundedAtMicros) {

    public static final Position FLAT = new Position(0, 0, 0, Table.empty(), 0, UsdGreeks.NONE, 0, 0, 0);

    /** Whether a payment of funding that fell due then is still to be booked on what is open. */
    boolean owesFunding(long dueAtMicros) {
        return lots != 0 && fundedAtMicros < dueAtMicros;
    }

    /** True when nothing would be lost by forgetting it. */
    public boolean isFlat() {
        return lots == 0 && cashFlowMinor == 0 && fundingMinor == 0 && fees.isEmpty();
    }

    /**
     * What lots that were traded cost and count for.
     *
     * @param signedLots not 0
     */
    record Trade(long signedLots, long cashMinor, Counted counted) {

        /** The same the other way round, at the same price: what it counted for is taken off again. */
        Trade undone() {
            return new Trade(-signedLots, Exact.negate(cashMinor),
                    new Counted(counted.notionalUsdMicros(), counted.greeks().negated(), 0));
        }
    }

    /** What it counts for. */
    Counted counted() {
        return new Counted(notionalUsdMicros, greeks, premiumUsdMicros);
    }

    Position traded(Trade trade) {
        long signedLots = trade.signedLots();
        long after = Exact.add(lots, signedLots);
        long cash = Exact.add(cashFlowMinor, trade.cashMinor());
        Counted of = trade.counted();
        return new Position(after, cash, fundingMinor, fees,
                size(after, signedLots, notionalUsdMicros, of.notionalUsdMicros()),
                size(after, signedLots, of.greeks()),
                size(after, signedLots, premiumUsdMicros, of.premiumUsdMicros()), anchorTicks, fundedAtMicros);
    }

    /** Grows by what is traded, shrinks in proportion, and past zero is what is left of the trade. */
    private long size(long after, long signedLots, long held, long traded) {
        return grows(signedLots) ? Exact.add(held, traded)
                : crosses(after) ? Signed.share(traded, Exact.abs(after), Exact.abs(signedLots))
                : Signed.share(held, Exact.abs(after), Exact.abs(lots));
    }

    private UsdGreeks size(long after, long signedLots, UsdGreeks traded) {
        return grows(signedLots) ? greeks.plus(traded)
                : crosses(after) ? traded.share(Exact.abs(after), Exact.abs(signedLots))
                : greeks.share(Exact.abs(after), Exact.abs(lots));
    }

    private boolean grows(long signedLots) {
        return lots == 0 || Long.signum(lots) == Long.signum(signedLots);
    }

    private boolean crosses(long after) {
        return after != 0 && Long.signum(after) != Long.signum(lots);
    }

    /** What trading lots of this figure changes of its own. @param signedLots not 0 */
    long moved(long signedLots, long traded, Greek greek) {
        long has = greeks.of(greek);
        return Exact.subtract(size(Exact.add(lots, signedLots), signedLots, has, traded), has);
    }

    /** With the figures that depend on the order of fills put back to what they were. */
    Position restored(Counted before, long anchor) {
        return new Position(lots, cashFlowMinor, fundingMinor, fees, before.notionalUsdMicros(), before.greeks(),
                before.premiumUsdMicros(), anchor, fundedAtMicros);
    }

    Position charged(String asset, long feeMinor) {
        if (feeMinor == 0) {
            return this;
        }
        long sum = Exact.add(fees.getOrDefault(asset, 0L), feeMinor);
        Table<String, Long> charged = sum == 0 ? fees.remove(asset) : fees.put(asset, sum);
        return new Position(lots, cashFlowMinor, fundingMinor, charged, notionalUsdMicros, greeks,
                premiumUsdMicros, anchorTicks, fundedAtMicros);
    }

    Position funded(long amountMinor) {
        return new Position(lots, cashFlowMinor, Exact.add(fundingMinor, amountMinor), fees, notionalUsdMicros,
                greeks, premiumUsdMicros, anchorTicks, fundedAtMicros);
    }

    /** Funding is paid until then. */
    Position fundedAt(long micros) {
        return new Position(lots, cashFlowMinor, fundingMinor, fees, notionalUsdMicros, greeks,
                premiumUsdMicros, anchorTicks, micros);
    }

    /** Where it was opened just now, funding counts from now on. @param before what it was before */
    Position openedAfter(Position before, long nowMicros) {
        return before.lots == 0 && lots != 0 ? fundedAt(nowMicros) : this;
    }

    /** Its profit was paid out at a price, from which it goes on. */
    Position settled(long carriedMinor, long ticks) {
        return new Position(lots, carriedMinor, fundingMinor, fees, notionalUsdMicros, greeks,
                premiumUsdMicros, lots == 0 ? 0 : ticks, fundedAtMicros);
    }
}
