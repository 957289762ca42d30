package io.breakwater.feed.run;

import io.breakwater.domain.market.MarketView;
import io.breakwater.domain.market.Quoted;
import java.util.HashMap;
import java.util.Map;

/** Which instrument is meant by a venue's symbol. Looked up anew now and then: instruments are listed while it runs. */
final class Aliases {
    private static final long RENEW_MICROS = 1_000_000;
    static final String ASSET = "asset-";

    private final String venue;
    private final Map<String, String> assets = new HashMap<>();
    private Map<String, String> names = Map.of();
    private long renewedAtMicros;

    /** @param prices symbol of the index that prices an asset, by the asset's id */
    Aliases(String venue, Map<String, String> prices) {
        this.venue = venue;
        prices.forEach((asset, symbol) -> assets.put(symbol, ASSET + asset));
    }

    /** Whether symbols mean something else than before. */
    boolean renew(MarketView view, long nowMicros) {
        if (nowMicros - renewedAtMicros < RENEW_MICROS) {
            return false;
        }
        renewedAtMicros = nowMicros;
        Map<String, String> found = new HashMap<>();
        view.instruments().forEach((_, quoted) -> {
            if (quoted.venue().equals(venue) && quoted.lifeCycle().takesOrders()) {
                found.put(quoted.symbol(), quoted.name());
            }
        });
        assets.values().stream().filter(name -> view.named(name) != null).forEach(name -> found.put(name, name));
        boolean isNew = !found.equals(names);
        names = found;
        return isNew;
    }

    /** Null where it is not listed. */
    Quoted instrument(String symbol, MarketView view) {
        String name = names.get(symbol);
        return name == null ? null : view.named(name);
    }

    /** The spot instrument that carries the price of the asset whose index it is; null where it is none. */
    Quoted priced(String symbol, MarketView view) {
        String name = assets.get(symbol);
        return name == null ? null : view.named(name);
    }
}
