package io.breakwater.domain.counterparty;

import io.breakwater.domain.counterparty.CounterpartyEvent.FillBooked;
import io.breakwater.domain.risk.Greek;
import io.breakwater.domain.risk.Signed;
import io.breakwater.domain.risk.UsdGreeks;
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
        long[] deltas = greeks(Greek.DELTA, legs, released, whole);
        long[] gammas = greeks(Greek.GAMMA, legs, released, whole);
        long[] vegas = greeks(Greek.VEGA, legs, released, whole);
        List<FillBooked> shared = new ArrayList<>();
        for (int i = 0; i < legs.size(); i++) {
            shared.add(legs.get(i).counting(
                    new Counted(notionals[i], UsdGreeks.of(deltas[i], gammas[i], vegas[i]), premiums[i])));
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
        return held == null || !order.replacing() ? held
                : held.within(released(leg, order.reserved(), rest.reserved()));
    }

    private static Counted released(FillBooked leg, Hold before, Hold after) {
        Side traded = leg.command().execution().side();
        Hold was = of(leg, before);
        Hold is = of(leg, after);
        return was == null || is == null ? null : was.side(traded).released(is.side(traded));
    }

    private static Hold of(FillBooked leg, Hold whole) {
        for (LegHold held : whole.legs()) {
            if (held.instrument() == leg.command().execution().instrument()) {
                return held.hold();
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
            long whole = notional ? leg.counted().notionalUsdMicros() : leg.counted().premiumUsdMicros();
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
     * Each counts as it was held. In the combo's own underlying, what all of them change of the positions lies between
     * nothing and what was held of the combo; what is too much is taken off those that open, first where that makes
     * them count less.
     */
    private long[] greeks(Greek greek, List<FillBooked> legs, List<Counted> released, Counted whole) {
        long[] figures = new long[legs.size()];
        long sum = 0;
        for (int i = 0; i < figures.length; i++) {
            Counted of = released.get(i);
            figures[i] = of == null ? within(legs.get(i), greek) : of.of(greek);
            sum = nets(legs.get(i)) ? Exact.add(sum, moved(legs.get(i), figures[i], greek)) : sum;
        }
        long most = whole.of(greek);
        long tooMuch = Exact.subtract(sum, Math.clamp(sum, Math.min(0, most), Math.max(0, most)));
        int opener = -1;
        for (int i = 0; i < figures.length; i++) {
            if (figures[i] != 0 && nets(legs.get(i)) && opens(legs.get(i))) {
                opener = i;
                boolean less = Long.signum(figures[i]) == Long.signum(tooMuch);
                long off = !less ? 0 : Math.abs(figures[i]) < Math.abs(tooMuch) ? figures[i] : tooMuch;
                figures[i] -= off;
                tooMuch -= off;
            }
        }
        if (opener >= 0) {
            figures[opener] = Exact.subtract(figures[opener], tooMuch);
        }
        for (int i = 0; i < figures.length; i++) {
            long natural = legs.get(i).counted().of(greek);
            figures[i] = Exact.add(figures[i], Exact.subtract(natural, within(legs.get(i), greek)));
        }
        return figures;
    }

    /** The part that the order held of what it counts at its prices. */
    private long within(FillBooked leg, Greek greek) {
        return Signed.share(leg.counted().of(greek), held, lots);
    }

    private boolean nets(FillBooked leg) {
        return leg.underlying().equals(underlying);
    }

    private Position position(FillBooked leg) {
        return account.holding(leg.command().execution().position()).position();
    }

    /** True where it only adds to its position, so that it changes that by its own delta. */
    private boolean opens(FillBooked leg) {
        long before = position(leg).lots();
        return before == 0 || Long.signum(before) == leg.command().execution().side().sign();
    }

    /** What it changes of its position's figure: closing takes off what the position counted. */
    private long moved(FillBooked leg, long figure, Greek greek) {
        CounterpartyFact.Fill fill = leg.command();
        long filled = Exact.mulDiv(fill.lots(), held, lots, Rounding.CEILING);
        return position(leg).moved(fill.execution().side().sign() * filled, figure, greek);
    }
}
