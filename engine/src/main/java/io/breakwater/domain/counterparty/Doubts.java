package io.breakwater.domain.counterparty;

import io.breakwater.domain.instrument.Asset;
import io.breakwater.domain.instrument.Payoff;
import io.breakwater.domain.instrument.Terms;
import io.breakwater.domain.market.MarketView;
import io.breakwater.domain.market.Quoted;
import java.util.List;

/** Why a fact cannot be matched with what is known; null where it can. */
final class Doubts {

    private static final String ANOTHER_SCALE = "the asset is kept at another scale";

    private final Counterparty state;
    private final MarketView view;

    Doubts(Counterparty state, MarketView view) {
        this.state = state;
        this.view = view;
    }

    /** Of something in an instrument. */
    String of(String account, long instrument) {
        Account owner = state.account(account);
        Quoted quoted = view.instrument(instrument);
        if (owner == null || quoted == null) {
            return owner == null ? "account is not known" : "instrument is not known";
        }
        return owner.hasRoomIn(instrument) ? of(quoted.terms()) : "the account holds too many instruments";
    }

    private String of(Terms terms) {
        boolean spot = terms.payoff() instanceof Payoff.Spot;
        for (Asset asset : spot ? List.of(terms.base(), terms.quote()) : List.of(terms.settlement())) {
            if (!state.money().ledger().accepts(asset.id(), asset.scale())) {
                return ANOTHER_SCALE;
            }
        }
        return null;
    }

    /** Of money in an asset. */
    String of(String account, String asset, int scale) {
        if (state.account(account) == null) {
            return "account is not known";
        }
        return state.money().ledger().accepts(asset, scale) ? null : ANOTHER_SCALE;
    }
}
