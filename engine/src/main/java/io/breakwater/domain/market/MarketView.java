package io.breakwater.domain.market;

import io.breakwater.domain.TradingState;
import io.breakwater.domain.instrument.Asset;
import io.breakwater.domain.instrument.Payoff;
import io.breakwater.domain.policy.Policy;
import io.breakwater.kernel.Hash64;
import io.breakwater.kernel.LongMap;

/**
 * An immutable version of everything that decisions read beside their own state. Built by folding {@link TapeEvent}s;
 * what can be derived (names, assets, effective states) is derived here once, not per decision.
 *
 * @param instruments by id, each with its effective trading state
 * @param named the same, by hash of the name
 * @param assets the spot instrument that prices an asset in USD, by hash of the asset's id
 */
public record MarketView(
        ViewId id,
        Policy policy,
        Controls controls,
        LongMap<Quoted> instruments,
        LongMap<Quoted> named,
        LongMap<Quoted> assets) {

    public static final MarketView EMPTY = new MarketView(
            ViewId.NONE, Policy.DEFAULT, Controls.NONE, LongMap.empty(), LongMap.empty(), LongMap.empty());

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

    public TradingState stateOf(Quoted quoted) {
        TradingState own = quoted.state();
        if (controls.isEmpty()) {
            return own;
        }
        return own.strictest(controls.of(Controls.EVERYTHING))
                .strictest(controls.of("venues/" + quoted.venue()))
                .strictest(controls.of("underlyings/" + quoted.terms().underlying()));
    }

    public MarketView at(ViewId version) {
        return new MarketView(version, policy, controls, instruments, named, assets);
    }

    public MarketView apply(TapeEvent event) {
        return switch (event) {
            case TapeEvent.InstrumentObserved(Quoted quoted) -> with(quoted);
            case TapeEvent.ControlObserved(String scope, TradingState state) ->
                    new MarketView(id, policy, controls.with(scope, state), instruments, named, assets);
            case TapeEvent.PolicyObserved(Policy observed) ->
                    new MarketView(id, observed, controls, instruments, named, assets);
        };
    }

    private MarketView with(Quoted quoted) {
        Quoted before = instruments.get(quoted.id());
        boolean restates = before != null && before.state() != quoted.state();
        return new MarketView(
                id,
                policy,
                restates ? controls.restated() : controls,
                instruments.put(quoted.id(), quoted),
                named.put(Hash64.of(quoted.name()), quoted),
                pricesAnAsset(quoted) ? assets.put(Hash64.of(quoted.terms().base().id()), quoted) : assets);
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
