package io.breakwater.domain.counterparty;

import io.breakwater.domain.market.MarketView;

/**
 * A counterparty and what it is worth. Only the first is stored.
 *
 * @param valuation at the view that it was last looked at with; {@link Valuation#NONE} when that must be done anew
 * @param view the one of {@code valuation} while a batch is being folded; {@link MarketView#EMPTY} otherwise, so that
 *     an idle counterparty keeps no old market alive
 */
public record Valued(Counterparty counterparty, Valuation valuation, MarketView view) {

    static Valued of(Counterparty counterparty) {
        return new Valued(counterparty, Valuation.NONE, MarketView.EMPTY);
    }

    /** Valued anew unless it was valued at this view. */
    Valued at(MarketView now) {
        Valuation current = valuation.isOf(now) ? valuation : valuation.at(now, counterparty);
        return view == now && current == valuation ? this : new Valued(counterparty, current, now);
    }

    Valued detached() {
        return new Valued(counterparty, valuation, MarketView.EMPTY);
    }

    Valued after(CounterpartyEvent event, Counterparty next) {
        Valuation now = view == MarketView.EMPTY ? Valuation.NONE : Revaluation.after(this, event, next);
        return new Valued(next, now, view);
    }
}
