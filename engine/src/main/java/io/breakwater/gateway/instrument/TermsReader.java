package io.breakwater.gateway.instrument;

import io.breakwater.domain.instrument.Asset;
import io.breakwater.domain.instrument.FundingRule;
import io.breakwater.domain.instrument.Payoff;
import io.breakwater.domain.instrument.TickBand;
import io.breakwater.domain.market.MarketView;
import io.breakwater.domain.market.Quoted;
import io.breakwater.gateway.edge.Assets;
import io.breakwater.gateway.edge.ErrorReason;
import io.breakwater.gateway.edge.Fields;
import io.breakwater.gateway.edge.Names;
import io.breakwater.gateway.edge.RequestFault;
import io.breakwater.v1.ComboLeg;
import io.breakwater.v1.OptionPayoff;
import io.breakwater.v1.SettlementRule;
import io.breakwater.v1.Terms;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Reads what a contract promises. Checks form alone; whether the terms make sense is a rule of the instrument. */
final class TermsReader {
    private static final String AT = "instrument.terms.";
    private static final int MAX_SCALE = 12;
    private static final int MAX_BANDS = 64;
    private static final int MAX_BPS = 10_000;
    private static final long MAX_AVERAGE_MICROS = TimeUnit.DAYS.toMicros(1);
    /** Half a percent for eight hours. */
    private static final int FUNDING_CLAMP_PPM = 5_000;

    private final MarketView view;

    TermsReader(MarketView view) {
        this.view = view;
    }

    io.breakwater.domain.instrument.Terms read(Terms wire, int haircutBps) {
        int priceScale = scale("price_scale", wire.getPriceScale());
        int indexScale = wire.hasIndexScale() ? scale("index_scale", wire.getIndexScale()) : priceScale;
        int lotScale = scale("lot_scale", wire.getLotScale());
        Asset base = Assets.of(AT + "base_asset", wire.getBaseAsset(), view);
        Multiplier multiplier = Multiplier.read(AT + "multiplier", wire.getMultiplier(), lotScale);
        return new io.breakwater.domain.instrument.Terms(
                1,
                Fields.micros(AT + "effective_time", wire.getEffectiveTime(), 0),
                payoff(wire, indexScale),
                underlying(wire, base),
                base,
                Assets.of(AT + "quote_asset", wire.getQuoteAsset(), view),
                Assets.of(AT + "settlement_asset", wire.getSettlementAsset(), view),
                multiplier.unscaled(),
                multiplier.scale(),
                priceScale,
                indexScale,
                lotScale,
                bands(wire, priceScale),
                Fields.micros(AT + "expire_time", wire.getExpireTime(), Long.MAX_VALUE),
                averaging(wire.getSettlement(), wire.hasExpireTime()),
                new io.breakwater.domain.instrument.Terms.FeeRule(wire.getFee().getMakerBps(),
                        wire.getFee().getTakerBps()),
                Fields.range("instrument.risk.haircut_bps", haircutBps, 1, MAX_BPS),
                funding(wire.getSettlement()));
    }

    private static FundingRule funding(SettlementRule wire) {
        long interval = Fields.micros(AT + "settlement.funding_interval", wire.getFundingInterval(), 0);
        int clamp = wire.getFundingClampPpm() == 0 ? FUNDING_CLAMP_PPM : wire.getFundingClampPpm();
        return interval == 0 ? FundingRule.NONE : new FundingRule(interval, clamp);
    }

    private static int scale(String field, int value) {
        return Fields.range(AT + field, value, 0, MAX_SCALE);
    }

    private static String underlying(Terms wire, Asset base) {
        return wire.getUnderlying().isEmpty()
                ? base.id()
                : Assets.symbol(Names.id(AT + "underlying", wire.getUnderlying(), Names.UNDERLYINGS));
    }

    private Payoff payoff(Terms wire, int indexScale) {
        return switch (wire.getPayoffCase()) {
            case LINEAR -> new Payoff.Linear();
            case INVERSE -> new Payoff.Inverse();
            case QUANTO -> new Payoff.Quanto();
            case SPOT -> new Payoff.Spot();
            case OPTION -> option(wire.getOption(), indexScale);
            case COMBO -> new Payoff.Combo(legs(wire.getCombo().getLegsList()));
            case PAYOFF_NOT_SET -> throw Fields.missing(AT + "payoff");
        };
    }

    private static Payoff option(OptionPayoff wire, int indexScale) {
        long strike = Fields.positiveDecimal(AT + "option.strike", wire.getStrike(), indexScale);
        boolean call = switch (wire.getRight()) {
            case OPTION_RIGHT_CALL -> true;
            case OPTION_RIGHT_PUT -> false;
            case OPTION_RIGHT_UNSPECIFIED, UNRECOGNIZED -> throw Fields.unknownEnum(AT + "option.right");
        };
        return new Payoff.Option(call, strike, switch (wire.getStyle()) {
            case OPTION_STYLE_LINEAR -> Payoff.Option.Style.LINEAR;
            case OPTION_STYLE_INVERSE -> Payoff.Option.Style.INVERSE;
            case OPTION_STYLE_QUANTO -> Payoff.Option.Style.QUANTO;
            case OPTION_STYLE_UNSPECIFIED, UNRECOGNIZED -> throw Fields.unknownEnum(AT + "option.style");
        });
    }

    private List<Payoff.Leg> legs(List<ComboLeg> wire) {
        Fields.count(AT + "combo.legs", wire.size(), 2, Payoff.Combo.MAX_LEGS);
        List<Payoff.Leg> legs = new ArrayList<>(wire.size());
        for (ComboLeg leg : wire) {
            String name = Names.id(AT + "combo.legs.instrument", leg.getInstrument(), Names.INSTRUMENTS);
            Quoted quoted = view.named(name);
            if (quoted == null) {
                throw RequestFault.of(ErrorReason.UNKNOWN_INSTRUMENT, AT + "combo.legs.instrument",
                        name + " is not listed");
            }
            legs.add(new Payoff.Leg(quoted.id(), leg.getRatio()));
        }
        return List.copyOf(legs);
    }

    private static List<TickBand> bands(Terms wire, int priceScale) {
        Fields.count(AT + "tick_bands", wire.getTickBandsCount(), 1, MAX_BANDS);
        List<TickBand> bands = new ArrayList<>(wire.getTickBandsCount());
        for (io.breakwater.v1.TickBand band : wire.getTickBandsList()) {
            bands.add(new TickBand(
                    Fields.optionalDecimal(AT + "tick_bands.from_price", band.getFromPrice(), priceScale),
                    Fields.positiveDecimal(AT + "tick_bands.tick", band.getTick(), priceScale)));
        }
        return bands;
    }

    /** @param expires whether it ever does */
    private static long averaging(SettlementRule wire, boolean expires) {
        return switch (wire.getKind()) {
            case SETTLEMENT_KIND_CASH_AVERAGE -> average(wire);
            case SETTLEMENT_KIND_UNSPECIFIED, SETTLEMENT_KIND_CASH_LAST -> 0;
            case SETTLEMENT_KIND_NONE -> {
                if (expires) {
                    throw Fields.invalid(AT + "settlement.kind", "what expires settles: CASH_AVERAGE or CASH_LAST");
                }
                yield 0;
            }
            case SETTLEMENT_KIND_PHYSICAL -> throw Fields.invalid(AT + "settlement.kind",
                    "nothing is delivered here: CASH_AVERAGE or CASH_LAST");
            case UNRECOGNIZED -> throw Fields.unknownEnum(AT + "settlement.kind");
        };
    }

    private static long average(SettlementRule wire) {
        long micros = Fields.micros(AT + "settlement.averaging", wire.getAveraging(), 0);
        if (micros == 0 || micros > MAX_AVERAGE_MICROS) {
            throw Fields.invalid(AT + "settlement.averaging", "more than 0 and at most 24 h");
        }
        return micros;
    }

    /**
     * Value of one lot, over a power of ten.
     *
     * @param scale digits after the point, the lot's own included
     */
    private record Multiplier(long unscaled, int scale) {
        private static final int MAX_DIGITS = 18;

        /** Keeps as few digits as it can, so that calculations with it have room. */
        static Multiplier read(String field, String text, int lotScale) {
            int point = text.indexOf('.');
            int digits = point < 0 ? 0 : text.length() - point - 1;
            if (digits + lotScale > MAX_DIGITS) {
                throw RequestFault.of(ErrorReason.DECIMAL_INEXACT, field, "too many digits for the lot scale");
            }
            return new Multiplier(Fields.positiveDecimal(field, text, digits), digits + lotScale);
        }
    }
}
