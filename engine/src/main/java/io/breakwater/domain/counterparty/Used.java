package io.breakwater.domain.counterparty;

import io.breakwater.domain.Measure;
import io.breakwater.domain.risk.Greek;
import io.breakwater.domain.risk.UsdGreeks;
import io.breakwater.kernel.Exact;
import io.breakwater.kernel.Table;

/**
 * What is used of the limits that add up over holdings: by a counterparty over its accounts, or by one account. Figures
 * of holdings add up, so that a change of one holding is all there is to look at.
 *
 * @param workingOrders orders and quotes that have not ended
 * @param grossNotionalUsdMicros Σ of {@link Holding#reservedUsdMicros}
 * @param premiumUsdMicros Σ of {@link Holding#premiumUsdMicros}
 * @param underlyings what is used of each; none where there is nothing
 */
public record Used(long workingOrders, long grossNotionalUsdMicros, long premiumUsdMicros,
        Table<String, OfUnderlying> underlyings) {

    /**
     * What is used of one underlying, and could be as the working orders fill.
     *
     * @param highest delta, gamma and vega that it could come to, signed
     * @param lowest of them, signed
     * @param shortLots the most option lots that could be short, nothing netted over instruments
     */
    public record OfUnderlying(UsdGreeks highest, UsdGreeks lowest, long shortLots) {

        static final OfUnderlying NONE = new OfUnderlying(UsdGreeks.NONE, UsdGreeks.NONE, 0);

        /** The larger size of both. */
        public long worstUsdMicros(Greek greek) {
            return Math.max(Exact.abs(highest.of(greek)), Exact.abs(lowest.of(greek)));
        }

        private boolean isNone() {
            return shortLots == 0 && highest.isNone() && lowest.isNone();
        }

        private OfUnderlying changed(Holding before, Holding after) {
            boolean held = !after.holdsAs(before);
            return new OfUnderlying(highest.moved(before.highest(held), after.highest(held)),
                    lowest.moved(before.lowest(held), after.lowest(held)),
                    moved(shortLots, before.shortOptionLots(), after.shortOptionLots()));
        }

        private long of(Measure measure) {
            return switch (measure) {
                case DELTA -> worstUsdMicros(Greek.DELTA);
                case GAMMA -> worstUsdMicros(Greek.GAMMA);
                case VEGA -> worstUsdMicros(Greek.VEGA);
                default -> shortLots;
            };
        }
    }

    public static final Used NOTHING = new Used(0, 0, 0, Table.empty());

    /** Of what an account has, summed anew. @param orders that work in it */
    static Used of(Account account, long orders) {
        Used[] sum = {new Used(orders, 0, 0, Table.empty())};
        account.holdings().forEachSorted((_, holding) -> sum[0] = sum[0].changed(Holding.EMPTY, holding, 0));
        return sum[0];
    }

    public OfUnderlying of(String underlying) {
        return underlyings.getOrDefault(underlying, OfUnderlying.NONE);
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
            case DELTA, GAMMA, VEGA, SHORT_OPTIONS ->
                    underlying.isEmpty() ? ofEach(measure) : of(underlying).of(measure);
            case ORDER_SIZE, ORDER_NOTIONAL, SUBMIT_RATE, MODIFY_RATE, GROSS_POSITION, NET_POSITION, CONCENTRATION,
                    INITIAL_MARGIN, LOSS, OPEN_INTEREST_SHARE, PLACE_EXPOSURE, COLLATERAL_CONCENTRATION,
                    SETTLEMENT_EXPOSURE -> 0;
        };
    }

    private long ofEach(Measure measure) {
        long sum = 0;
        for (int i = 0; i < underlyings.size(); i++) {
            sum = Exact.add(sum, underlyings.valueAt(i).of(measure));
        }
        return sum;
    }

    /** A holding went from one value to another, and so many orders began to work or ended. */
    public Used changed(Holding before, Holding after, int orders) {
        return new Used(workingOrders + orders,
                moved(grossNotionalUsdMicros, before.reservedUsdMicros(), after.reservedUsdMicros()),
                moved(premiumUsdMicros, before.premiumUsdMicros(), after.premiumUsdMicros()),
                with(after.underlying(), of(after.underlying()).changed(before, after)));
    }

    private Table<String, OfUnderlying> with(String underlying, OfUnderlying now) {
        return now.isNone() ? underlyings.remove(underlying) : underlyings.put(underlying, now);
    }

    private static long moved(long sum, long before, long after) {
        return Exact.add(sum, Exact.subtract(after, before));
    }
}
