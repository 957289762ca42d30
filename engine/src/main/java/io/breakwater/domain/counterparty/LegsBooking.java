package io.breakwater.domain.counterparty;

import io.breakwater.domain.counterparty.BookedFills.BookedFill;
import io.breakwater.domain.counterparty.CounterpartyEvent.FillBooked;
import io.breakwater.domain.counterparty.CounterpartyEvent.LegsBooked;
import io.breakwater.domain.counterparty.CounterpartyFact.Fill;
import io.breakwater.domain.counterparty.CounterpartyFact.FilledLeg;
import io.breakwater.domain.instrument.Payoff;
import io.breakwater.domain.instrument.Terms;
import io.breakwater.domain.market.MarketView;
import io.breakwater.domain.market.Quoted;
import io.breakwater.domain.risk.ShortLots;
import io.breakwater.kernel.Decision;
import io.breakwater.kernel.Decision.Taken;
import io.breakwater.kernel.Exact;
import java.util.ArrayList;
import java.util.List;

/**
 * Fills of combos that are told by their legs, their busts and corrections. Each leg is booked as a fill of its own,
 * under an execution key of its own that follows from the combo's, so that a leg that is told twice is known and one
 * that is told to be wrong is found. The combo's fill itself moves only the fee and what its order holds.
 */
final class LegsBooking {

    private final Counterparty state;
    private final MarketView view;
    private final Doubts doubts;
    private final FillBooking fills;

    LegsBooking(Counterparty state, MarketView view, Doubts doubts, FillBooking fills) {
        this.state = state;
        this.view = view;
        this.doubts = doubts;
        this.fills = fills;
    }

    Decision<CounterpartyEvent> fill(CounterpartyFact.LegsFill fact) {
        BookedFill known = find(fact.whole().execution());
        if (known != null) {
            return known.agreesWith(fact.whole()) ? FactBooking.KNOWN
                    : FactBooking.suspend(fact, "another fill was booked under its execution key");
        }
        String doubt = doubt(fact.whole(), fact.legs());
        doubt = doubt == null ? knownOtherwise(fact) : doubt;
        return doubt != null ? FactBooking.suspend(fact, doubt) : new Taken<>(booked(fact));
    }

    private BookedFill find(ExecutionKey execution) {
        return state.money().fills().find(execution);
    }

    private String doubt(Fill whole, List<FilledLeg> told) {
        String doubt = doubts.of(whole.account(), whole.execution().instrument());
        doubt = doubt == null ? fills.doubt(whole) : doubt;
        if (doubt != null) {
            return doubt;
        }
        List<Payoff.Leg> legs = legs(whole.execution().instrument());
        if (legs.size() != told.size() || legs.isEmpty()) {
            return "its legs are not those of the instrument";
        }
        for (int i = 0; i < legs.size(); i++) {
            doubt = doubts.of(whole.account(), legs.get(i).instrument());
            doubt = doubt == null ? fills.doubtOfSide(leg(whole, told.get(i))) : doubt;
            if (doubt != null || !isPart(told.get(i), legs.get(i), whole)) {
                return doubt != null ? doubt : "its legs are not those of the instrument";
            }
        }
        Account account = state.account(whole.account());
        return account.holdings().size() + legs.size() < Account.MAX_HOLDINGS ? null
                : "the account holds too many instruments";
    }

    /** Empty of what is no combo. */
    private List<Payoff.Leg> legs(long instrument) {
        Quoted quoted = view.instrument(instrument);
        return quoted != null && quoted.terms().payoff() instanceof Payoff.Combo(List<Payoff.Leg> legs) ? legs
                : List.of();
    }

    /** As many lots as the terms say, on the side that they say. */
    private static boolean isPart(FilledLeg told, Payoff.Leg leg, Fill whole) {
        return told.instrument() == leg.instrument() && told.side() == side(leg, whole.execution().side())
                && told.lots() == Exact.multiply(whole.lots(), Math.abs((long) leg.ratio()));
    }

    private static Side side(Payoff.Leg leg, Side whole) {
        return leg.ratio() > 0 ? whole : whole.opposite();
    }

    /** A leg that was told by itself may have been told before, in the same words. */
    private String knownOtherwise(CounterpartyFact.LegsFill fact) {
        for (FilledLeg told : fact.legs()) {
            Fill leg = leg(fact.whole(), told);
            BookedFill known = find(leg.execution());
            if (known != null && (known.undone() || !known.agreesWith(leg))) {
                return "one of its legs was booked otherwise";
            }
        }
        return null;
    }

    private static Fill leg(Fill whole, FilledLeg told) {
        return new Fill(execution(whole.execution(), told.instrument(), told.direction()), whole.account(), "",
                whole.kind(), told.priceTicks(), told.lots(), 0, whole.feeAsset(), whole.maker(),
                whole.venueTimeMicros(), whole.venueSequence());
    }

    private static ExecutionKey execution(ExecutionKey whole, long instrument, Direction direction) {
        return new ExecutionKey(whole.venue(), whole.venueAccount(), instrument, whole.tradeDate(), whole.tradeId(),
                direction, whole.orderId());
    }

    private LegsBooked booked(CounterpartyFact.LegsFill fact) {
        List<FillBooked> news = new ArrayList<>();
        for (FilledLeg told : fact.legs()) {
            Fill leg = leg(fact.whole(), told);
            if (find(leg.execution()) == null) {
                news.add(fills.booking(leg));
            }
        }
        WorkingOrder order = OrderBook.filledBy(state, fact.whole());
        return news.size() == fact.legs().size() && isOfTheCombo(fact.whole(), order)
                ? new LegsBooked(fact, fills.booking(fact.whole()), List.of())
                : new LegsBooked(fact, whole(fact.whole(), order), bounded(news, fact.whole(), order));
    }

    /**
     * True of a fill that is booked on the combo though its legs were told. What is held of the combo itself was taken
     * for closed by what works against it: legs beside it would count on top of it (I-04). And an order that only
     * reduced it held nothing of its legs.
     */
    private boolean isOfTheCombo(Fill whole, WorkingOrder order) {
        Position held = state.account(whole.account()).holding(whole.execution().instrument()).position();
        Side side = whole.execution().side();
        return held.lots() != 0
                || order != null && order.hold().legs().stream().noneMatch(leg -> leg.isHeldFor(side));
    }

    /** Its value is that of its legs. */
    private FillBooked whole(Fill fill, WorkingOrder order) {
        Terms terms = view.instrument(fill.execution().instrument()).terms();
        return new FillBooked(fill, order == null ? 0 : order.holdId(), 0, Counted.NOTHING, ShortLots.NONE,
                terms.underlying(), false, fills.fee(fill));
    }

    /** What was filled of an order counts as its hold did, or less at better prices; see {@link FillBooking}. */
    private List<FillBooked> bounded(List<FillBooked> legs, Fill whole, WorkingOrder order) {
        Side side = whole.execution().side();
        long held = order == null ? 0 : Math.min(order.leaves(side), whole.lots());
        if (held == 0) {
            return List.copyOf(legs);
        }
        String underlying = view.instrument(whole.execution().instrument()).terms().underlying();
        return new LegsShare(state.account(whole.account()), order, side, held, whole.lots(), underlying).of(legs);
    }

    /** True where the fill was booked by its legs: a combo's fill moves nothing else by itself. */
    boolean isLegs(ExecutionKey execution) {
        BookedFill booked = find(execution);
        return booked != null && !booked.event().marksPosition() && !legs(execution.instrument()).isEmpty();
    }

    Decision<CounterpartyEvent> bust(CounterpartyFact.Bust fact) {
        if (find(fact.execution()).undone()) {
            return FactBooking.KNOWN;
        }
        List<BookedFill> undone = standing(fact.execution());
        return new Taken<>(new CounterpartyEvent.LegsBusted(fact, keys(undone), reversed(undone)));
    }

    Decision<CounterpartyEvent> correct(CounterpartyFact.LegsCorrection fact) {
        BookedFill booked = find(fact.execution());
        if (booked == null || booked.undone()) {
            return FactBooking.suspend(fact, booked == null ? "the fill is not known" : "the fill was undone");
        }
        Fill old = booked.event().command();
        Fill now = new Fill(old.execution(), old.account(), "", old.kind(), fact.priceTicks(), fact.lots(),
                fact.feeMinor(), old.feeAsset(), old.maker(), old.venueTimeMicros(), old.venueSequence());
        String doubt = doubt(now, fact.legs());
        if (doubt != null) {
            return FactBooking.suspend(fact, doubt);
        }
        List<BookedFill> undone = isLegs(fact.execution()) ? standing(fact.execution()) : List.of(booked);
        return new Taken<>(new CounterpartyEvent.LegsCorrected(fact,
                corrected(new CounterpartyFact.LegsFill(now, fact.legs())), keys(undone), reversed(undone)));
    }

    /** Where it was booked: by its legs or on the combo. */
    private LegsBooked corrected(CounterpartyFact.LegsFill now) {
        return isLegs(now.whole().execution())
                ? new LegsBooked(now, whole(now.whole(), null),
                        now.legs().stream().map(told -> fills.booking(leg(now.whole(), told))).toList())
                : new LegsBooked(now, fills.booking(now.whole()), List.of());
    }

    /** What stands of a fill and its legs, the latest first: in that order each finds what it left behind. */
    private List<BookedFill> standing(ExecutionKey whole) {
        List<BookedFill> standing = new ArrayList<>();
        for (Payoff.Leg leg : legs(whole.instrument()).reversed()) {
            BookedFill booked = find(execution(whole, leg.instrument(), Direction.of(side(leg, whole.side()))));
            if (booked != null && !booked.undone()) {
                standing.add(booked);
            }
        }
        standing.add(find(whole));
        return standing;
    }

    private static List<ExecutionKey> keys(List<BookedFill> booked) {
        return booked.stream().map(each -> each.event().command().execution()).toList();
    }

    private static List<Entry> reversed(List<BookedFill> booked) {
        return booked.stream().flatMap(each -> Ledger.reversed(each.event().entries()).stream()).toList();
    }
}
