package io.breakwater.domain.counterparty;

import io.breakwater.domain.counterparty.CounterpartyEvent.FillBooked;
import io.breakwater.domain.counterparty.FillBooking.Counted;
import io.breakwater.kernel.Exact;
import io.breakwater.kernel.Rounding;
import java.util.ArrayList;
import java.util.List;

/**
 * How what a combo's order held goes over to the legs that were filled of it: each counts no more than was held of it,
 * and all of them together no more than the order did, whatever the market has done since. The rest of a fill, beyond
 * the order, counts at its prices.
 *
 * @param account before the fill
 * @param order that is filled, before the fill
 * @param side of the combo
 * @param held lots of the combo that were held, not 0
 * @param lots of the combo that were filled, at least as many
 * @param underlying of the combo, in which its delta was held
 */
record LegsShare(Account account, WorkingOrder order, Side side, long held, long lots, String underlying) {

    /** @param legs as they would count at their prices */
    List<FillBooked> of(List<FillBooked> legs) {
        Counted whole = FillBooking.released(order, side, held);
        WorkingOrder rest = order.filled(side, held);
        List<Counted> released = legs.stream().map(leg -> released(leg, rest)).toList();
        long[] notionals = bounded(figures(legs, released, Figure.NOTIONAL), whole.notionalUsdMicros());
        long[] premiums = figures(legs, released, Figure.PREMIUM);
        long[] deltas = deltas(legs, released, whole.deltaUsdMicros());
        List<FillBooked> shared = new ArrayList<>();
        for (int i = 0; i < legs.size(); i++) {
            FillBooked leg = legs.get(i);
            shared.add(new FillBooked(leg.command(), leg.holdId(), leg.cashFlowMinor(), notionals[i], deltas[i],
                    premiums[i], leg.option(), leg.underlying(), leg.marksPosition(), leg.entries()));
        }
        return List.copyOf(shared);
    }

    private enum Figure {
        NOTIONAL,
        PREMIUM
    }

    /** What is held no more of a leg; null where the order held nothing of its legs, because it only reduced. */
    private Counted released(FillBooked leg, WorkingOrder rest) {
        Counted held = released(leg, order.hold(), rest.hold());
        if (held == null || !order.replacing()) {
            return held;
        }
        Counted reserved = released(leg, order.reserved(), rest.reserved());
        return new Counted(Math.min(held.notionalUsdMicros(), reserved.notionalUsdMicros()), held.deltaUsdMicros(),
                Math.min(held.premiumUsdMicros(), reserved.premiumUsdMicros()));
    }

    private static Counted released(FillBooked leg, Hold before, Hold after) {
        Side traded = leg.command().execution().side();
        Hold was = of(leg, before);
        Hold is = of(leg, after);
        return was == null || is == null ? null : new Counted(
                was.notionalUsdMicros(traded) - is.notionalUsdMicros(traded),
                was.deltaUsdMicros(traded) - is.deltaUsdMicros(traded),
                was.premiumUsdMicros() - is.premiumUsdMicros());
    }

    private static Hold of(FillBooked leg, Hold whole) {
        for (LegHold hold : whole.legs()) {
            if (hold.instrument() == leg.command().execution().instrument()) {
                return hold.of(leg.command().execution().side());
            }
        }
        return null;
    }

    /** Each no more than was held of the leg. */
    private long[] figures(List<FillBooked> legs, List<Counted> released, Figure which) {
        long[] figures = new long[legs.size()];
        for (int i = 0; i < figures.length; i++) {
            FillBooked leg = legs.get(i);
            boolean notional = which == Figure.NOTIONAL;
            long whole = notional ? leg.notionalUsdMicros() : leg.premiumUsdMicros();
            Counted of = released.get(i);
            long most = of == null ? whole : notional ? of.notionalUsdMicros() : of.premiumUsdMicros();
            long within = within(whole);
            figures[i] = whole - within + Math.min(within, most);
        }
        return figures;
    }

    /** The part of a figure that the order held. */
    private long within(long figure) {
        return Exact.mulDiv(figure, held, lots, Rounding.CEILING);
    }

    /** Each in proportion, where what was held is less than all of them. */
    private long[] bounded(long[] figures, long most) {
        long sum = 0;
        for (long figure : figures) {
            sum = Exact.add(sum, within(figure));
        }
        for (int i = 0; sum > most && i < figures.length; i++) {
            long within = within(figures[i]);
            figures[i] = figures[i] - within + Exact.mulDiv(within, most, sum, Rounding.FLOOR);
        }
        return figures;
    }

    /**
     * In another underlying than the combo's each counts as it was held. In its own, what all of them change of the
     * positions lies between nothing and what was held; what is too much is taken off the largest that opens.
     */
    private long[] deltas(List<FillBooked> legs, List<Counted> released, long most) {
        long[] deltas = new long[legs.size()];
        long sum = 0;
        int largest = -1;
        for (int i = 0; i < deltas.length; i++) {
            FillBooked leg = legs.get(i);
            deltas[i] = leg.deltaUsdMicros();
            if (leg.underlying().equals(underlying)) {
                sum = Exact.add(sum, moved(leg));
                boolean larger = largest < 0 || Math.abs(deltas[i]) > Math.abs(deltas[largest]);
                largest = opens(leg) && larger ? i : largest;
            } else if (released.get(i) != null) {
                long beyond = deltas[i] - Exact.mulDiv(deltas[i], held, lots, Rounding.AWAY_FROM_ZERO);
                deltas[i] = Exact.add(released.get(i).deltaUsdMicros(), beyond);
            }
        }
        if (largest >= 0) {
            long allowed = Math.clamp(sum, Math.min(0, most), Math.max(0, most));
            deltas[largest] = Exact.add(deltas[largest], Exact.subtract(allowed, sum));
        }
        return deltas;
    }

    private Position position(FillBooked leg) {
        return account.holding(leg.command().execution().position()).position();
    }

    /** True where it only adds to its position, so that it changes that by its own delta. */
    private boolean opens(FillBooked leg) {
        long before = position(leg).lots();
        return before == 0 || Long.signum(before) == leg.command().execution().side().sign();
    }

    /** What it changes of its position's delta: closing takes off what the position counted. */
    private long moved(FillBooked leg) {
        CounterpartyFact.Fill fill = leg.command();
        long delta = Exact.mulDiv(leg.deltaUsdMicros(), held, lots, Rounding.AWAY_FROM_ZERO);
        long part = Exact.mulDiv(fill.lots(), held, lots, Rounding.CEILING);
        Position before = position(leg);
        Position after = before.traded(
                new Position.Trade(fill.execution().side().sign() * part, 0, 0, delta, 0));
        return Exact.subtract(after.deltaUsdMicros(), before.deltaUsdMicros());
    }
}
