package io.breakwater.feed.fix;

import io.breakwater.domain.market.MarketView;
import io.breakwater.domain.market.Quoted;
import java.util.HashMap;
import java.util.Map;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/** Instruments of one venue by symbol, delivered ones among them: fills may come late. One thread at a time. */
final class Symbols {
    private static final long RENEW_MICROS = 1_000_000;

    private final String venue;
    private final Supplier<MarketView> views;
    private final LongSupplier clockMicros;
    private Map<String, Long> ids = Map.of();
    private long renewedAtMicros;

    Symbols(String venue, Supplier<MarketView> views, LongSupplier clockMicros) {
        this.venue = venue;
        this.views = views;
        this.clockMicros = clockMicros;
    }

    /** Whether symbols mean something else than before. Looks no more often than each second. */
    boolean renew() {
        long now = clockMicros.getAsLong();
        if (now - renewedAtMicros < RENEW_MICROS) {
            return false;
        }
        renewedAtMicros = now;
        Map<String, Quoted> found = new HashMap<>();
        views.get().instruments().forEach((_, quoted) -> {
            if (quoted.venue().equals(venue)) {
                found.merge(quoted.symbol(), quoted, Symbols::newer);
            }
        });
        Map<String, Long> fresh = new HashMap<>();
        found.forEach((symbol, quoted) -> fresh.put(symbol, quoted.id()));
        boolean isNew = !fresh.equals(ids);
        ids = fresh;
        return isNew;
    }

    /** A symbol that is listed again means what trades now. */
    private static Quoted newer(Quoted one, Quoted other) {
        boolean otherTrades = other.lifeCycle().takesOrders();
        boolean isOther = one.lifeCycle().takesOrders() == otherTrades ? other.id() > one.id() : otherTrades;
        return isOther ? other : one;
    }

    /** Null where it is not listed. */
    Quoted find(String symbol) {
        Long id = ids.get(symbol);
        return id == null ? null : view().instrument(id);
    }

    /** @throws FixFault where it is not listed */
    Quoted listed(String symbol) {
        Quoted quoted = find(symbol);
        if (quoted == null) {
            throw new FixFault("symbol " + symbol + " is not listed");
        }
        return quoted;
    }

    MarketView view() {
        return views.get();
    }

    boolean isEmpty() {
        return ids.isEmpty();
    }
}
