package io.breakwater.gateway.instrument;

import io.breakwater.domain.instrument.Asset;
import io.breakwater.domain.instrument.InstrumentRequest;
import io.breakwater.domain.instrument.LifeCycle;
import io.breakwater.domain.instrument.Mark;
import io.breakwater.domain.instrument.Payoff;
import io.breakwater.domain.instrument.Terms;
import io.breakwater.domain.instrument.TickBand;
import io.breakwater.gateway.edge.Assets;
import java.util.List;

/**
 * An asset is listed as the spot instrument that prices it in the reference currency. It never opens for trading, and
 * its name is kept from instruments.
 */
final class AssetListing {
    private static final String PREFIX = "asset-";
    private static final int PRICE_SCALE = 8;
    /** Scales of an asset and of its price together, beyond which prices of minor units do not fit. */
    private static final int MOST_SCALES = 24;
    private static final int WHOLE_DELTA_PPM = 1_000_000;

    private AssetListing() {}

    static boolean isAsset(String instrument) {
        return instrument.startsWith(PREFIX);
    }

    /** The instrument's name for an asset's id. */
    static String instrument(String assetId) {
        return PREFIX + assetId;
    }

    /** Digits of its price. */
    static int priceScale(int assetScale) {
        return Math.min(PRICE_SCALE, MOST_SCALES - assetScale);
    }

    static InstrumentRequest.ListInstrument listing(String assetId, int scale) {
        Asset asset = new Asset(Assets.symbol(assetId), scale);
        Terms terms = new Terms(1, 0, new Payoff.Spot(), asset.id(), asset, Assets.REFERENCE, Assets.REFERENCE, 1, 0,
                priceScale(scale), priceScale(scale), 0, List.of(new TickBand(0, 1)), Long.MAX_VALUE, 0,
                new Terms.FeeRule(0, 0), 1);
        return new InstrumentRequest.ListInstrument(instrument(assetId), "", asset.id(), terms, LifeCycle.PRE_LISTED);
    }

    static Mark priced(long ticks, long observedAtMicros) {
        return Mark.of(ticks, ticks, WHOLE_DELTA_PPM, observedAtMicros);
    }
}
