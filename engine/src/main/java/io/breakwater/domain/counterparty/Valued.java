package io.breakwater.domain.counterparty;

import io.breakwater.domain.market.MarketView;

/**
 * A counterparty and what it is worth. Only the first is stored. It is valued when the first decision asks for that: a
 * cancel, or what is refused before, does not, and most counterparties send nothing else between two views. The value
 * is a function of the other two, so that nobody can tell when it was computed.
 */
public final class Valued {
    private final Counterparty counterparty;
    /** The one to value at while a batch is folded; null otherwise, so that the idle keep no old market alive. */
    private final MarketView view;
    /** At the view that it was last asked for with; {@link Valuation#NONE} when that must be done anew. */
    private Valuation valuation;

    private Valued(Counterparty counterparty, Valuation valuation, MarketView view) {
        this.counterparty = counterparty;
        this.valuation = valuation;
        this.view = view;
    }

    static Valued of(Counterparty counterparty) {
        return new Valued(counterparty, Valuation.NONE, null);
    }

    public Counterparty counterparty() {
        return counterparty;
    }

    /** At the view; between batches the last one that was computed. */
    public Valuation valuation() {
        if (view != null && !valuation.isOf(view)) {
            valuation = valuation.at(view, counterparty);
        }
        return valuation;
    }

    /** The last one that was computed, of whatever view. */
    Valuation known() {
        return valuation;
    }

    MarketView view() {
        return view;
    }

    Valued at(MarketView now) {
        return view == now ? this : new Valued(counterparty, valuation, now);
    }

    Valued detached() {
        return new Valued(counterparty, valuation, null);
    }

    /**
     * What was valued at this view goes on from there. What was not is not valued for an event's sake, unless it has
     * risk arrays, which go on from view to view only as long as they are in step.
     */
    Valued after(CounterpartyEvent event, Counterparty next) {
        boolean known = view != null && (valuation.isOf(view) || !valuation.books().isEmpty());
        return new Valued(next, known ? Revaluation.after(this, event, next) : Valuation.NONE, view);
    }
}
