package io.breakwater.gateway.instrument;

import io.breakwater.domain.instrument.Payoff;
import io.breakwater.domain.market.MarketView;
import io.breakwater.domain.market.Quoted;
import io.breakwater.gateway.edge.Assets;
import io.breakwater.gateway.edge.ErrorReason;
import io.breakwater.gateway.edge.Fields;
import io.breakwater.gateway.edge.Names;
import io.breakwater.gateway.edge.RequestFault;
import io.breakwater.v1.AssetPrice;
import io.breakwater.v1.Mark;

/**
 * Reads marks and asset prices against the terms in a view.
 *
 * @param defaultMicros observation time of a mark that tells none, epoch micros
 */
record MarkReader(MarketView view, long defaultMicros) {
    private static final int WHOLE_DELTA_PPM = 1_000_000;

    /** The instrument that a mark is of. */
    Quoted quotedOf(Mark wire) {
        String name = Names.id("marks.instrument", wire.getInstrument(), Names.INSTRUMENTS);
        Quoted quoted = view.named(name);
        if (quoted == null || AssetListing.isAsset(quoted.name())) {
            throw RequestFault.of(ErrorReason.UNKNOWN_INSTRUMENT, "marks.instrument", name + " is not listed");
        }
        return quoted;
    }

    /** What is left out stays as it was. */
    io.breakwater.domain.instrument.Mark mark(Mark wire, Quoted quoted) {
        var terms = quoted.terms();
        var before = quoted.mark();
        long ticks = Fields.decimal("marks.price", wire.getPrice(), terms.priceScale());
        long index = wire.getIndex().isEmpty() ? index(quoted, ticks)
                : Fields.decimal("marks.index", wire.getIndex(), terms.underlyingScale());
        return new io.breakwater.domain.instrument.Mark(
                ticks,
                wire.getVenuePrice().isEmpty() ? ticks
                        : Fields.decimal("marks.venue_price", wire.getVenuePrice(), terms.priceScale()),
                index,
                wire.getForward().isEmpty() ? index
                        : Fields.decimal("marks.forward", wire.getForward(), terms.underlyingScale()),
                wire.getDelta().isEmpty() ? delta(quoted)
                        : small("marks.delta", wire.getDelta(), ShownInstruments.PPM_SCALE),
                wire.getVolatility().isEmpty() ? before.volatilityMicros()
                        : small("marks.volatility", wire.getVolatility(), ShownInstruments.MICROS_SCALE),
                wire.getOpenInterest().isEmpty() ? before.openInterestLots()
                        : Fields.decimal("marks.open_interest", wire.getOpenInterest(), terms.lotScale()),
                Fields.micros("marks.observe_time", wire.getObserveTime(), defaultMicros));
    }

    /** What is not an option moves with its own price where nobody tells the underlying's. */
    private static long index(Quoted quoted, long ticks) {
        boolean sameScale = quoted.terms().underlyingScale() == quoted.terms().priceScale();
        return sameScale && !(quoted.terms().payoff() instanceof Payoff.Option) ? ticks : quoted.mark().indexTicks();
    }

    private static int delta(Quoted quoted) {
        return quoted.mark().isKnown() ? quoted.mark().deltaPpm() : WHOLE_DELTA_PPM;
    }

    private static int small(String field, String text, int scale) {
        long value = Fields.decimal(field, text, scale);
        if (value != (int) value) {
            throw RequestFault.of(ErrorReason.DECIMAL_OVERFLOW, field, "is too large");
        }
        return (int) value;
    }

    /** The spot instrument that carries an asset's price. */
    Quoted quotedOf(AssetPrice wire) {
        String id = Names.id("prices.asset", wire.getAsset(), Names.ASSETS);
        Quoted quoted = view.named(AssetListing.instrument(id));
        if (quoted == null) {
            throw RequestFault.of(ErrorReason.UNKNOWN_ASSET, "prices.asset", Assets.name(id) + " is not listed");
        }
        return quoted;
    }

    io.breakwater.domain.instrument.Mark price(AssetPrice wire, Quoted quoted) {
        return AssetListing.priced(
                Fields.positiveDecimal("prices.price_usd", wire.getPriceUsd(), quoted.terms().priceScale()),
                Fields.micros("prices.observe_time", wire.getObserveTime(), defaultMicros));
    }
}
