package io.breakwater.domain.counterparty;

import io.breakwater.domain.Context;
import io.breakwater.domain.counterparty.BookedFills.BookedFill;
import io.breakwater.domain.counterparty.CounterpartyEvent.FillBooked;
import io.breakwater.domain.counterparty.CounterpartyFact.Fill;
import io.breakwater.domain.counterparty.CounterpartyFact.FillFor;
import io.breakwater.domain.counterparty.CounterpartyFact.FillSettled;
import io.breakwater.domain.counterparty.CounterpartyFact.FilledElsewhere;
import io.breakwater.domain.counterparty.CounterpartyFact.Listed;
import io.breakwater.domain.market.Quoted;
import io.breakwater.kernel.Decision;
import io.breakwater.kernel.Decision.Taken;
import io.breakwater.kernel.Origin;

/**
 * Fills of orders that another data center has decided and that could not be told there. They count where they were
 * told, beside the hold of their order, until the log of the order's data center shows that they are booked there: so
 * what was told counts somewhere at any time, twice for a while, and once in the end, wherever and however often it was
 * told. It always ends up with its order, so that nobody has to agree on that.
 */
final class FillsForOthers {

    private final Counterparty state;
    private final Context context;
    private final FillBooking fills;
    private final int here;

    FillsForOthers(Counterparty state, Context context, FillBooking fills) {
        this.state = state;
        this.context = context;
        this.fills = fills;
        this.here = context.origin().dataCenter();
    }

    /** Booked as a position of its own: an order of the same name that works here is another one. */
    Decision<CounterpartyEvent> told(FillFor fact) {
        Fill fill = fact.fill().with(fact.fill().execution(), "");
        BookedFill known = find(fill.execution());
        if (known != null && known.agreesWith(fill)) {
            return FactBooking.KNOWN;
        }
        String doubt = fact.dataCenter() == here ? "its order is of this data center" : doubt(fill, known);
        return doubt != null ? FactBooking.suspend(fact, doubt)
                : new Taken<>(new CounterpartyEvent.FilledFor(fact, of(fills.booking(fill), fact.dataCenter())));
    }

    /** Its hold is known only there: the first id of that data center stands for it. */
    private static FillBooked of(FillBooked e, int dataCenter) {
        return new FillBooked(e.command(), new Origin(dataCenter, 0).id(1), e.cashFlowMinor(), e.counted(),
                e.shorts(), e.underlying(), e.marksPosition(), e.entries());
    }

    /** Booked as if it had been told here; what was told here as well is only said to be. */
    Decision<CounterpartyEvent> takenOver(FilledElsewhere fact) {
        FillFor told = fact.told();
        if (told.dataCenter() != here) {
            return FactBooking.KNOWN;
        }
        Quoted quoted = context.view().named(told.instrument().name());
        if (quoted == null) {
            return FactBooking.suspend(fact, "its instrument is not listed here");
        }
        Fill fill = told.fill().with(told.fill().execution().in(quoted.id()), told.fill().clientOrderId());
        BookedFill known = find(fill.execution());
        if (known != null && known.agreesWith(fill)) {
            return new Taken<>(new CounterpartyEvent.FillClaimed(fact));
        }
        String doubt = doubt(fill, known);
        doubt = doubt != null || isListedSo(told.instrument(), quoted, fill) ? doubt
                : "its instrument is listed otherwise here";
        return doubt != null ? FactBooking.suspend(fact, doubt)
                : new Taken<>(new CounterpartyEvent.FillTakenOver(fact, fills.booking(fill)));
    }

    private boolean isListedSo(Listed there, Quoted here, Fill fill) {
        return there.priceScale() == here.terms().priceScale() && there.lotScale() == here.terms().lotScale()
                && (fill.feeMinor() == 0 || there.feeScale() == fills.scaleOf(fill));
    }

    /** It counts where its order is. */
    Decision<CounterpartyEvent> handedOver(FillSettled fact) {
        BookedFill known = find(fact.execution());
        if (fact.teller() != here || known != null && known.undone()) {
            return FactBooking.KNOWN;
        }
        return known == null || !known.isForOther(here)
                ? FactBooking.suspend(fact, "it is booked where its order is, and not known here any more")
                : new Taken<>(new CounterpartyEvent.FillHandedOver(fact, Ledger.reversed(known.event().entries())));
    }

    /** Whether a fill was told here of another data center's order. */
    boolean has(ExecutionKey execution) {
        BookedFill known = find(execution);
        return known != null && known.isForOther(here);
    }

    Decision<CounterpartyEvent> belongsThere(CounterpartyFact fact) {
        return FactBooking.suspend(fact, "the fill is of another data center's order: tell it there");
    }

    private BookedFill find(ExecutionKey execution) {
        return state.money().fills().find(execution);
    }

    private String doubt(Fill fill, BookedFill known) {
        return known != null ? "another fill was booked under its execution key" : fills.doubtOf(fill);
    }
}
