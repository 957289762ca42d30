package io.breakwater.domain.instrument;

import io.breakwater.kernel.Exact;
import io.breakwater.kernel.Overflow;
import io.breakwater.kernel.Rounding;
import java.util.ArrayList;
import java.util.List;

/**
 * What holding a perpetual costs: the premium of its marks over the index since the last payment, averaged by time, and
 * the payments fixed lately. Who pays is not known here; a holder that was away makes up for what it finds in the list.
 *
 * @param fromMicros when the last payment fell due, or the listing began
 * @param lastPpb premium since {@code lastMicros}, one billionth of the index
 * @param lastMicros 0 before the first
 * @param ppbMillis Σ premium × time
 * @param coveredMillis time for which a premium was known
 * @param fixed those that move money, by rising time, at most {@value #REMEMBERED}
 */
public record Funding(long fromMicros, long lastPpb, long lastMicros, long ppbMillis, long coveredMillis,
        List<FundingRate> fixed) {

    /** More of them would be in every mark's block; whoever was away for longer reads them from the log. */
    public static final int REMEMBERED = 24;
    private static final long PPB = 1_000_000_000;
    /** A premium beyond half of the index is counted as that. */
    private static final long MOST_PPB = PPB / 2;
    private static final long PPM = 1_000_000;
    private static final long MILLI = 1_000;

    public Funding {
        fixed = List.copyOf(fixed);
    }

    static Funding from(long micros) {
        return new Funding(micros, 0, 0, 0, 0, List.of());
    }

    /** @param indexTicks in ticks of the mark; what is not above zero or comes late changes nothing */
    Funding observed(long markTicks, long indexTicks, long atMicros) {
        if (markTicks <= 0 || indexTicks <= 0 || atMicros < lastMicros) {
            return this;
        }
        try {
            long premium = Exact.mulDiv(Exact.subtract(markTicks, indexTicks), PPB, indexTicks, Rounding.HALF_EVEN);
            Funding now = upTo(atMicros);
            return new Funding(fromMicros, Math.clamp(premium, -MOST_PPB, MOST_PPB), atMicros, now.ppbMillis,
                    now.coveredMillis, fixed);
        } catch (Overflow _) {
            // No price of this world: the premium before it goes on.
            return this;
        }
    }

    /** The last premium has held until now. */
    private Funding upTo(long nowMicros) {
        long from = Math.max(lastMicros, fromMicros);
        if (lastMicros == 0 || nowMicros <= from) {
            return this;
        }
        long millis = nowMicros / MILLI - from / MILLI;
        return new Funding(fromMicros, lastPpb, nowMicros, Exact.add(ppbMillis, Exact.multiply(lastPpb, millis)),
                Exact.add(coveredMillis, millis), fixed);
    }

    /** The latest time by now at which a payment falls due; 0 when none has since the last. */
    long dueMicros(FundingRule rule, long nowMicros) {
        if (rule.isNone()) {
            return 0;
        }
        long latest = Math.floorDiv(nowMicros, rule.intervalMicros()) * rule.intervalMicros();
        return latest > fromMicros ? latest : 0;
    }

    /** What is to be paid for the time from the last payment to this one; nothing where no premium was known. */
    FundingRate rate(FundingRule rule, long dueMicros, long priceTicks) {
        Funding until = upTo(dueMicros);
        long average = until.coveredMillis == 0 ? 0
                : Exact.mulDiv(until.ppbMillis, 1, until.coveredMillis, Rounding.HALF_EVEN);
        long most = rule.clampPpm() * (PPB / PPM);
        long ppb = Exact.mulDiv(Math.clamp(average, -most, most), until.coveredMillis,
                FundingRule.RATE_MICROS / MILLI, Rounding.HALF_EVEN);
        return new FundingRate(dueMicros, ppb, priceTicks);
    }

    /** After a payment was fixed: what premium holds then goes on to count for the next. */
    Funding fixed(FundingRate rate) {
        List<FundingRate> latest = new ArrayList<>(fixed);
        if (rate.movesMoney()) {
            latest.add(rate);
        }
        return new Funding(rate.dueAtMicros(), lastPpb, lastMicros, 0, 0,
                latest.subList(Math.max(0, latest.size() - REMEMBERED), latest.size()));
    }
}
