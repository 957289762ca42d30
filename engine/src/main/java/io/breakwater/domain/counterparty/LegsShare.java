package io.breakwater.domain.counterparty;

import io.breakwater.domain.counterparty.CounterpartyEvent.FillBooked;
import io.breakwater.kernel.Exact;
import io.breakwater.kernel.Rounding;
import java.util.ArrayList;
import java.util.List;

/**
 * How what a combo's order held goes over to the legs that were filled of it: all of them together count no more than
 * it did, whatever the market has done since. The rest of a fill, beyond the order, counts at its prices.
 *
 * @param legs as they would count at their prices
 * @param held lots of the combo that were held, not 0
 * @param lots of the combo that were filled, at least as many
 * @param underlying of the combo, in which its delta was held
 */
record LegsShare(List<FillBooked> legs, long held, long lots, String underlying) {

    List<FillBooked> of(FillBooking.Counted released) {
        long[] notionals = bounded(legs.stream().mapToLong(FillBooked::notionalUsdMicros).toArray(),
                released.notionalUsdMicros());
        long[] deltas = deltas(released.deltaUsdMicros());
        List<FillBooked> shared = new ArrayList<>();
        for (int i = 0; i < legs.size(); i++) {
            FillBooked leg = legs.get(i);
            shared.add(new FillBooked(leg.command(), leg.holdId(), leg.cashFlowMinor(), notionals[i], deltas[i],
                    leg.premiumUsdMicros(), leg.option(), leg.underlying(), leg.marksPosition(), leg.entries()));
        }
        return List.copyOf(shared);
    }

    /** Each in proportion, where what was held is less than all of them. */
    private long[] bounded(long[] figures, long most) {
        long[] within = new long[figures.length];
        long sum = 0;
        for (int i = 0; i < figures.length; i++) {
            within[i] = Exact.mulDiv(figures[i], held, lots, Rounding.CEILING);
            sum = Exact.add(sum, within[i]);
        }
        for (int i = 0; sum > most && i < figures.length; i++) {
            figures[i] = figures[i] - within[i] + Exact.mulDiv(within[i], most, sum, Rounding.FLOOR);
        }
        return figures;
    }

    /** Their sum lies between nothing and what was held; what is too much is taken off the largest. */
    private long[] deltas(long most) {
        long[] deltas = legs.stream().mapToLong(FillBooked::deltaUsdMicros).toArray();
        long sum = 0;
        int largest = -1;
        for (int i = 0; i < deltas.length; i++) {
            if (legs.get(i).underlying().equals(underlying)) {
                sum = Exact.add(sum, Exact.mulDiv(deltas[i], held, lots, Rounding.AWAY_FROM_ZERO));
                largest = largest < 0 || Math.abs(deltas[i]) > Math.abs(deltas[largest]) ? i : largest;
            }
        }
        if (largest >= 0) {
            long allowed = Math.clamp(sum, Math.min(0, most), Math.max(0, most));
            deltas[largest] = Exact.add(deltas[largest], Exact.subtract(allowed, sum));
        }
        return deltas;
    }
}
