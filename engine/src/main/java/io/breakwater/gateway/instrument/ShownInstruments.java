package io.breakwater.gateway.instrument;

import io.breakwater.domain.TradingState;
import io.breakwater.domain.instrument.Asset;
import io.breakwater.domain.instrument.FundingRule;
import io.breakwater.domain.instrument.LifeCycle;
import io.breakwater.domain.instrument.Payoff;
import io.breakwater.domain.instrument.TickBand;
import io.breakwater.domain.market.MarketView;
import io.breakwater.domain.market.Quoted;
import io.breakwater.domain.marks.VenueGap;
import io.breakwater.gateway.edge.Assets;
import io.breakwater.gateway.edge.Fields;
import io.breakwater.gateway.edge.Names;
import io.breakwater.gateway.edge.Restricted;
import io.breakwater.kernel.Decimals;
import io.breakwater.v1.ComboLeg;
import io.breakwater.v1.ComboPayoff;
import io.breakwater.v1.FeeRule;
import io.breakwater.v1.Instrument;
import io.breakwater.v1.InversePayoff;
import io.breakwater.v1.LinearPayoff;
import io.breakwater.v1.Mark;
import io.breakwater.v1.OptionPayoff;
import io.breakwater.v1.OptionRight;
import io.breakwater.v1.OptionStyle;
import io.breakwater.v1.QuantoPayoff;
import io.breakwater.v1.RiskParameters;
import io.breakwater.v1.SettlementKind;
import io.breakwater.v1.SettlementRule;
import io.breakwater.v1.SpotPayoff;
import io.breakwater.v1.Terms;
import io.breakwater.v1.VenueState;

/** Instruments and assets of a view as the API shows them. */
final class ShownInstruments {
    static final int PPM_SCALE = 6;
    static final int MICROS_SCALE = 6;

    private final MarketView view;

    ShownInstruments(MarketView view) {
        this.view = view;
    }

    Instrument.Builder instrument(Quoted quoted) {
        Instrument.Builder shown = Instrument.newBuilder()
                .setName(Names.INSTRUMENTS + quoted.name())
                .setVenue(quoted.venue().isEmpty() ? "" : Names.VENUES + quoted.venue())
                .setSymbol(quoted.symbol())
                .setTerms(terms(quoted.terms()))
                .setRisk(RiskParameters.newBuilder().setHaircutBps(quoted.terms().haircutBps()))
                .setLifeCycle(lifeCycle(quoted.lifeCycle()))
                .setTradingState(Restricted.state(
                        view.venueTakesOrders(quoted) ? view.stateOf(quoted) : TradingState.HALTED))
                .setVenueState(venueState(quoted.venueWord().state()))
                .setTermsVersion((int) quoted.terms().version());
        if (quoted.venueWord().saidAtMicros() > 0) {
            shown.setVenueStateTime(Fields.timestamp(quoted.venueWord().saidAtMicros()));
        }
        if (quoted.mark().isKnown()) {
            shown.setMark(mark(quoted))
                    .setOpenInterest(Decimals.format(quoted.mark().openInterestLots(), quoted.terms().lotScale()));
        }
        return shown;
    }

    private static Mark mark(Quoted quoted) {
        var terms = quoted.terms();
        var mark = quoted.mark();
        return Mark.newBuilder()
                .setInstrument(Names.INSTRUMENTS + quoted.name())
                .setPrice(Decimals.format(mark.ticks(), terms.priceScale()))
                .setVenuePrice(Decimals.format(mark.venueTicks(), terms.priceScale()))
                .setIndex(Decimals.format(mark.indexTicks(), terms.underlyingScale()))
                .setForward(Decimals.format(mark.forwardTicks(), terms.underlyingScale()))
                .setVolatility(volatility(mark))
                .setDelta(Decimals.format(mark.deltaPpm(), PPM_SCALE))
                .setOpenInterest(Decimals.format(mark.openInterestLots(), terms.lotScale()))
                .setObserveTime(Fields.timestamp(mark.observedAtMicros()))
                .setVenueGapPpm(VenueGap.ppm(terms, mark))
                .build();
    }

    private static String volatility(io.breakwater.domain.instrument.Mark mark) {
        return mark.volatilityMicros() == 0 ? "" : Decimals.format(mark.volatilityMicros(), MICROS_SCALE);
    }

    private Terms terms(io.breakwater.domain.instrument.Terms terms) {
        Terms.Builder shown = Terms.newBuilder()
                .setBaseAsset(Assets.name(terms.base().id()))
                .setQuoteAsset(Assets.name(terms.quote().id()))
                .setSettlementAsset(Assets.name(terms.settlement().id()))
                .setUnderlying(Names.UNDERLYINGS + Assets.id(terms.underlying()))
                .setMultiplier(Decimals.format(terms.multiplier(), terms.multiplierScale() - terms.lotScale()))
                .setPriceScale(terms.priceScale())
                .setLotScale(terms.lotScale())
                .setIndexScale(terms.underlyingScale())
                .setSettlement(settlement(terms))
                .setFee(FeeRule.newBuilder().setMakerBps(terms.fees().makerBps()).setTakerBps(terms.fees().takerBps()));
        for (TickBand band : terms.tickBands()) {
            shown.addTickBands(io.breakwater.v1.TickBand.newBuilder()
                    .setFromPrice(Decimals.format(band.fromTicks(), terms.priceScale()))
                    .setTick(Decimals.format(band.stepTicks(), terms.priceScale())));
        }
        if (terms.expiresAtMicros() != Long.MAX_VALUE) {
            shown.setExpireTime(Fields.timestamp(terms.expiresAtMicros()));
        }
        if (terms.effectiveFromMicros() > 0) {
            shown.setEffectiveTime(Fields.timestamp(terms.effectiveFromMicros()));
        }
        return withPayoff(shown, terms).build();
    }

    private static OptionStyle shown(Payoff.Option.Style style) {
        return switch (style) {
            case LINEAR -> OptionStyle.OPTION_STYLE_LINEAR;
            case INVERSE -> OptionStyle.OPTION_STYLE_INVERSE;
            case QUANTO -> OptionStyle.OPTION_STYLE_QUANTO;
        };
    }

    private Terms.Builder withPayoff(Terms.Builder shown, io.breakwater.domain.instrument.Terms terms) {
        return switch (terms.payoff()) {
            case Payoff.Linear() -> shown.setLinear(LinearPayoff.getDefaultInstance());
            case Payoff.Inverse() -> shown.setInverse(InversePayoff.getDefaultInstance());
            case Payoff.Quanto() -> shown.setQuanto(QuantoPayoff.getDefaultInstance());
            case Payoff.Spot() -> shown.setSpot(SpotPayoff.getDefaultInstance());
            case Payoff.Option(boolean call, long strike, Payoff.Option.Style style) ->
                    shown.setOption(OptionPayoff.newBuilder()
                            .setRight(call ? OptionRight.OPTION_RIGHT_CALL : OptionRight.OPTION_RIGHT_PUT)
                            .setStrike(Decimals.format(strike, terms.underlyingScale()))
                            .setStyle(shown(style)));
            case Payoff.Combo combo -> shown.setCombo(legs(combo));
        };
    }

    private ComboPayoff legs(Payoff.Combo combo) {
        ComboPayoff.Builder legs = ComboPayoff.newBuilder();
        for (Payoff.Leg leg : combo.legs()) {
            Quoted quoted = view.instrument(leg.instrument());
            legs.addLegs(ComboLeg.newBuilder()
                    .setInstrument(quoted == null ? "" : Names.INSTRUMENTS + quoted.name())
                    .setRatio(leg.ratio()));
        }
        return legs.build();
    }

    private static SettlementRule settlement(io.breakwater.domain.instrument.Terms terms) {
        if (terms.expiresAtMicros() == Long.MAX_VALUE) {
            SettlementRule.Builder never = SettlementRule.newBuilder().setKind(SettlementKind.SETTLEMENT_KIND_NONE);
            return (terms.funding().equals(FundingRule.NONE) ? never : never
                    .setFundingInterval(Fields.duration(terms.funding().intervalMicros()))
                    .setFundingClampPpm(terms.funding().clampPpm())).build();
        }
        return terms.settlementAverageMicros() == 0
                ? SettlementRule.newBuilder().setKind(SettlementKind.SETTLEMENT_KIND_CASH_LAST).build()
                : SettlementRule.newBuilder()
                        .setKind(SettlementKind.SETTLEMENT_KIND_CASH_AVERAGE)
                        .setAveraging(Fields.duration(terms.settlementAverageMicros()))
                        .build();
    }

    private static io.breakwater.v1.LifeCycle lifeCycle(LifeCycle lifeCycle) {
        return switch (lifeCycle) {
            case PRE_LISTED -> io.breakwater.v1.LifeCycle.LIFE_CYCLE_PRE_LISTED;
            case OPEN -> io.breakwater.v1.LifeCycle.LIFE_CYCLE_OPEN;
            case SETTLEMENT_ONLY -> io.breakwater.v1.LifeCycle.LIFE_CYCLE_SETTLEMENT_ONLY;
            case DELIVERED -> io.breakwater.v1.LifeCycle.LIFE_CYCLE_DELIVERED;
            case DELISTED -> io.breakwater.v1.LifeCycle.LIFE_CYCLE_DELISTED;
        };
    }

    /** The reference currency, which is listed nowhere. */
    static io.breakwater.v1.Asset reference() {
        return io.breakwater.v1.Asset.newBuilder()
                .setName(Assets.name(Asset.REFERENCE))
                .setScale(Assets.REFERENCE_SCALE)
                .setPriceUsd("1")
                .build();
    }

    io.breakwater.v1.Asset asset(Quoted spot) {
        var shown = io.breakwater.v1.Asset.newBuilder()
                .setName(Assets.name(spot.terms().base().id()))
                .setScale(spot.terms().base().scale())
                .setHaircutBps(view.policy().collateralHaircutBps());
        if (spot.mark().isKnown()) {
            shown.setPriceUsd(Decimals.format(spot.mark().ticks(), spot.terms().priceScale()))
                    .setObserveTime(Fields.timestamp(spot.mark().observedAtMicros()));
        }
        return shown.build();
    }

    private static VenueState venueState(io.breakwater.domain.instrument.VenueState state) {
        return switch (state) {
            case UNTOLD -> VenueState.VENUE_STATE_UNSPECIFIED;
            case OPEN -> VenueState.VENUE_STATE_OPEN;
            case LOCKED -> VenueState.VENUE_STATE_LOCKED;
            case HALTED -> VenueState.VENUE_STATE_HALTED;
            case SETTLEMENT -> VenueState.VENUE_STATE_SETTLEMENT;
            case DELIVERED -> VenueState.VENUE_STATE_DELIVERED;
            case CLOSED -> VenueState.VENUE_STATE_CLOSED;
            case UNKNOWN -> VenueState.VENUE_STATE_UNKNOWN;
        };
    }
}
