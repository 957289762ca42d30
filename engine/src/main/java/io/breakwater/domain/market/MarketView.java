package io.breakwater.domain.market;

import io.breakwater.domain.TradingState;
import io.breakwater.domain.instrument.Asset;
import io.breakwater.domain.instrument.Payoff;
import io.breakwater.domain.policy.Policy;
import io.breakwater.kernel.Hash64;
import io.breakwater.kernel.LongMap;
import java.util.List;

/**
 * An immutable version of everything that decisions read beside their own state. Built by folding {@link TapeEvent}s;
 * what can be derived (names, assets, effective states) is derived here once, not per decision.
 *
 * @param instruments by id, each with its effective trading state
 * @param named the same, by hash of the name
 * @param assets the spot instrument that prices an asset in USD, by hash of the asset's id
 * @param bases what risk arrays are computed from
 * @param terms of the lanes that have observed all this
 */
public record MarketView(
        ViewId id,
        Policy policy,
        Controls controls,
        LongMap<Quoted> instruments,
        LongMap<Quoted> named,
        LongMap<Quoted> assets,
        ArrayBases bases,
        LaneTerms terms) {

    public static final MarketView EMPTY = new MarketView(
            ViewId.NONE, Policy.DEFAULT, Controls.NONE, LongMap.empty(), LongMap.empty(), LongMap.empty(),
            ArrayBases.NONE, LaneTerms.NONE);

    /** Null when unknown. */
    public Quoted instrument(long instrument) {
        return instruments.get(instrument);
    }

    /** Null when unknown. */
    public Quoted named(String name) {
        Quoted quoted = named.get(Hash64.of(name));
        return quoted != null && quoted.name().equals(name) ? quoted : null;
    }

    /** Spot instrument that prices the asset; null when unknown, and for the reference currency, it needs none. */
    public Quoted pricing(String asset) {
        Quoted spot = assets.get(Hash64.of(asset));
        return spot != null && spot.terms().base().id().equals(asset) ? spot : null;
    }

    /** Null where the instrument has no array. */
    public ArrayBasis basis(long instrument) {
        return bases.byInstrument().get(instrument);
    }

    /** All that arrays are computed from, by instrument. */
    public LongMap<ArrayBasis> arrays() {
        return bases.byInstrument();
    }

    /** By all that is placed on it and above it; a combination's legs restrict it too. */
    public TradingState stateOf(Quoted quoted) {
        TradingState state = placedOn(quoted);
        for (Payoff.Leg leg : legs(quoted)) {
            Quoted part = instruments.get(leg.instrument());
            state = part == null ? TradingState.HALTED : state.strictest(placedOn(part));
        }
        return state;
    }

    /** Whether by their venues' words it and all its legs take orders. */
    public boolean venueTakesOrders(Quoted quoted) {
        boolean takes = quoted.venueWord().state().takesOrders();
        for (Payoff.Leg leg : legs(quoted)) {
            Quoted part = instruments.get(leg.instrument());
            takes &= part != null && part.venueWord().state().takesOrders();
        }
        return takes;
    }

    private static List<Payoff.Leg> legs(Quoted quoted) {
        return quoted.terms().payoff() instanceof Payoff.Combo(List<Payoff.Leg> legs) ? legs : List.of();
    }

    private TradingState placedOn(Quoted quoted) {
        TradingState own = quoted.state();
        if (controls.isEmpty()) {
            return own;
        }
        return own.strictest(controls.of(Controls.EVERYTHING))
                .strictest(controls.of("venues/" + quoted.venue()))
                .strictest(controls.of("underlyings/" + quoted.terms().underlying()));
    }

    public MarketView at(ViewId version) {
        return new MarketView(version, policy, controls, instruments, named, assets, bases, terms);
    }

    public MarketView apply(TapeEvent event) {
        LaneTerms heard = terms.with(event.by());
        return switch (event) {
            case TapeEvent.InstrumentObserved(Quoted quoted, LaneTerm _) -> with(quoted, heard);
            case TapeEvent.ControlObserved(String scope, TradingState state, LaneTerm _) -> new MarketView(
                    id, policy, controls.with(scope, state), instruments, named, assets, bases, heard);
            case TapeEvent.PolicyObserved(Policy observed, LaneTerm _) -> with(observed, heard);
        };
    }

    private MarketView with(Quoted quoted, LaneTerms heard) {
        Quoted before = instruments.get(quoted.id());
        LongMap<Quoted> now = instruments.put(quoted.id(), quoted);
        boolean restates = before != null && before.ownState() != quoted.ownState();
        return new MarketView(
                id,
                policy,
                restates ? controls.restated() : controls,
                now,
                named.put(Hash64.of(quoted.name()), quoted),
                pricesAnAsset(quoted) ? assets.put(Hash64.of(quoted.terms().base().id()), quoted) : assets,
                bases.with(quoted, policy.margin(), now),
                heard);
    }

    private MarketView with(Policy observed, LaneTerms heard) {
        ArrayBases now = observed.margin().equals(policy.margin()) ? bases
                : ArrayBases.of(instruments, observed.margin());
        return new MarketView(id, observed, controls, instruments, named, assets, now, heard);
    }

    /** The first spot instrument that was listed against the reference, for as long as it trades. */
    private boolean pricesAnAsset(Quoted quoted) {
        if (!(quoted.terms().payoff() instanceof Payoff.Spot)
                || !quoted.terms().quote().id().equals(Asset.REFERENCE)) {
            return false;
        }
        Quoted first = pricing(quoted.terms().base().id());
        return first == null || first.id() == quoted.id() || !first.lifeCycle().takesOrders();
    }
}
