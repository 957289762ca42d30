package io.breakwater.gateway.edge;

import io.breakwater.domain.instrument.Asset;
import io.breakwater.domain.market.MarketView;
import io.breakwater.domain.market.Quoted;
import java.util.Locale;

/**
 * Assets between their API names (lower case) and the domain's symbols (upper case). An asset is known by the spot
 * instrument that prices it in the view; the reference currency is known from the start.
 */
public final class Assets {
    /** Micro-dollars. */
    public static final int REFERENCE_SCALE = 6;
    public static final Asset REFERENCE = new Asset(Asset.REFERENCE, REFERENCE_SCALE);

    private Assets() {}

    /** Symbol of an id, whether it is listed or not. */
    public static String symbol(String id) {
        return id.toUpperCase(Locale.ROOT);
    }

    public static String id(String symbol) {
        return symbol.toLowerCase(Locale.ROOT);
    }

    public static String name(String symbol) {
        return Names.ASSETS + id(symbol);
    }

    /**
     * The asset of a resource name.
     *
     * @throws RequestFault NAME_MALFORMED or UNKNOWN_ASSET
     */
    public static Asset of(String field, String name, MarketView view) {
        return listed(field, symbol(Names.id(field, name, Names.ASSETS)), view);
    }

    /** @throws RequestFault UNKNOWN_ASSET */
    public static Asset listed(String field, String symbol, MarketView view) {
        if (symbol.equals(Asset.REFERENCE)) {
            return REFERENCE;
        }
        Quoted spot = view.pricing(symbol);
        if (spot == null) {
            throw RequestFault.of(ErrorReason.UNKNOWN_ASSET, field, name(symbol) + " is not listed");
        }
        return spot.terms().base();
    }
}
