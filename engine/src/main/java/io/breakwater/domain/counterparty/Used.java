package io.breakwater.domain.counterparty;

import io.breakwater.domain.Measure;
import io.breakwater.domain.risk.GammaVega;
import io.breakwater.kernel.Exact;
import io.breakwater.kernel.Table;

/**
 * What is used of the limits that add up over holdings: by a counterparty over its accounts, or by one account. Figures
 * of holdings add up, so that a change of one holding is all there is to look at.
 *
 * @param workingOrders orders and quotes that have not ended
 * @param grossNotionalUsdMicros Σ of {@link Holding#reservedUsdMicros}
 * @param premiumUsdMicros Σ of {@link Holding#premiumUsdMicros}
 * @param deltas by underlying
 * @param options by underlying; none where no option is held or works
 */
public record Used(long workingOrders, long grossNotionalUsdMicros, long premiumUsdMicros, Table<String, Range> deltas,
        Table<String, OptionsUsed> options) {

    /**
     * What a signed figure in USD could come to, as the working orders fill.
     *
     * @param highestUsdMicros signed
     * @param lowestUsdMicros signed
     */
    public record Range(long highestUsdMicros, long lowestUsdMicros) {

        static final Range NONE = new Range(0, 0);

        /** The larger size of both. */
        public long worstUsdMicros() {
            return Math.max(Exact.abs(highestUsdMicros), Exact.abs(lowestUsdMicros));
        }

        private boolean isNone() {
            return highestUsdMicros == 0 && lowestUsdMicros == 0;
        }

        private Range changed(Holding before, Holding after) {
            boolean held = !after.holdsAs(before);
            return new Range(moved(highestUsdMicros, before.highestDelta(held), after.highestDelta(held)),
                    moved(lowestUsdMicros, before.lowestDelta(held), after.lowestDelta(held)));
        }
    }

    /**
     * What options on one underlying take up.
     *
     * @param highest gamma and vega that they could come to, signed
     * @param lowest of both, signed
     * @param shortLots the most option lots that could be short, nothing netted over instruments
     */
    public record OptionsUsed(GammaVega highest, GammaVega lowest, long shortLots) {

        static final OptionsUsed NONE = new OptionsUsed(GammaVega.NONE, GammaVega.NONE, 0);

        /** For a move of 1 %. */
        public Range gamma() {
            return new Range(highest.gammaUsdMicros(), lowest.gammaUsdMicros());
        }

        /** For a point of volatility. */
        public Range vega() {
            return new Range(highest.vegaUsdMicros(), lowest.vegaUsdMicros());
        }

        private boolean isNone() {
            return shortLots == 0 && highest.isNone() && lowest.isNone();
        }

        private OptionsUsed changed(Holding before, Holding after) {
            boolean held = !after.holdsAs(before);
            return new OptionsUsed(moved(highest, before.highestGreeks(held), after.highestGreeks(held)),
                    moved(lowest, before.lowestGreeks(held), after.lowestGreeks(held)),
                    Used.moved(shortLots, before.shortOptionLots(), after.shortOptionLots()));
        }

        private static GammaVega moved(GammaVega sum, GammaVega before, GammaVega after) {
            return sum.plus(after.minus(before));
        }
    }

    public static final Used NOTHING = new Used(0, 0, 0, Table.empty(), Table.empty());

    /** Of what an account has, summed anew. @param orders that work in it */
    static Used of(Account account, long orders) {
        Used[] sum = {new Used(orders, 0, 0, Table.empty(), Table.empty())};
        account.holdings().forEachSorted((_, holding) -> sum[0] = sum[0].changed(Holding.EMPTY, holding, 0));
        return sum[0];
    }

    public Range delta(String underlying) {
        Range delta = deltas.get(underlying);
        return delta == null ? Range.NONE : delta;
    }

    public OptionsUsed options(String underlying) {
        OptionsUsed used = options.get(underlying);
        return used == null ? OptionsUsed.NONE : used;
    }

    /**
     * Of a measure that is summed here.
     *
     * @param underlying for the measures that are counted by it; empty: over all of them, nothing netted
     */
    public long of(Measure measure, String underlying) {
        return switch (measure) {
            case GROSS_NOTIONAL -> grossNotionalUsdMicros;
            case WORKING_ORDERS -> workingOrders;
            case PREMIUM_PAID -> premiumUsdMicros;
            case DELTA -> underlying.isEmpty() ? everyDelta() : delta(underlying).worstUsdMicros();
            case GAMMA, VEGA, SHORT_OPTIONS -> underlying.isEmpty() ? everyOption(measure)
                    : of(measure, options(underlying));
            case ORDER_SIZE, ORDER_NOTIONAL, SUBMIT_RATE, MODIFY_RATE, GROSS_POSITION, NET_POSITION, CONCENTRATION,
                    INITIAL_MARGIN, LOSS, OPEN_INTEREST_SHARE, PLACE_EXPOSURE, COLLATERAL_CONCENTRATION,
                    SETTLEMENT_EXPOSURE -> 0;
        };
    }

    private long everyDelta() {
        long sum = 0;
        for (int i = 0; i < deltas.size(); i++) {
            sum = Exact.add(sum, deltas.valueAt(i).worstUsdMicros());
        }
        return sum;
    }

    private long everyOption(Measure measure) {
        long sum = 0;
        for (int i = 0; i < options.size(); i++) {
            sum = Exact.add(sum, of(measure, options.valueAt(i)));
        }
        return sum;
    }

    private static long of(Measure measure, OptionsUsed used) {
        return switch (measure) {
            case GAMMA -> used.gamma().worstUsdMicros();
            case VEGA -> used.vega().worstUsdMicros();
            default -> used.shortLots;
        };
    }

    /** A holding went from one value to another, and so many orders began to work or ended. */
    public Used changed(Holding before, Holding after, int orders) {
        Range old = delta(after.underlying());
        return new Used(workingOrders + orders, grossAfter(before, after), premiumAfter(before, after),
                deltas(after.underlying(), old, old.changed(before, after)), optionsAfter(before, after));
    }

    /** The same with one more order that takes up nothing of its own. */
    Used oneMoreOrder() {
        return new Used(workingOrders + 1, grossNotionalUsdMicros, premiumUsdMicros, deltas, options);
    }

    /** {@link #grossNotionalUsdMicros} when a holding has gone from one value to another. */
    long grossAfter(Holding before, Holding after) {
        return moved(grossNotionalUsdMicros, before.reservedUsdMicros(), after.reservedUsdMicros());
    }

    long premiumAfter(Holding before, Holding after) {
        return moved(premiumUsdMicros, before.premiumUsdMicros(), after.premiumUsdMicros());
    }

    /** The delta of its underlying when a holding has gone from one value to another. */
    Range deltaAfter(String underlying, Holding before, Holding after) {
        return delta(underlying).changed(before, after);
    }

    private static long moved(long sum, long before, long after) {
        return Exact.add(sum, Exact.subtract(after, before));
    }

    private Table<String, Range> deltas(String underlying, Range old, Range now) {
        if (now.equals(old)) {
            return deltas;
        }
        return now.isNone() ? deltas.remove(underlying) : deltas.put(underlying, now);
    }

    /** What options on its underlying take up when a holding has gone from one value to another. */
    OptionsUsed optionsOf(Holding before, Holding after) {
        return options(after.underlying()).changed(before, after);
    }

    private Table<String, OptionsUsed> optionsAfter(Holding before, Holding after) {
        if (!before.hasOptions() && !after.hasOptions()) {
            return options;
        }
        OptionsUsed now = optionsOf(before, after);
        return now.isNone() ? options.remove(after.underlying()) : options.put(after.underlying(), now);
    }
}
