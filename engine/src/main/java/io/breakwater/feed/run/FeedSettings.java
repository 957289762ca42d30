package io.breakwater.feed.run;

import io.breakwater.domain.marks.IndexRule;
import io.breakwater.feed.Decimal;
import io.breakwater.feed.fix.FixSettings;
import io.breakwater.feed.live.LiveSettings;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * A feed as it is configured.
 *
 * @param name unique on the node
 * @param venue whose instruments it is about, as they name it
 * @param source where it comes from
 * @param recordTo directory that everything is written to as Tardis' files; null for none
 */
public record FeedSettings(String name, String venue, Pricing pricing, Source source, Path recordTo) {

    /**
     * What is made of what it says.
     *
     * @param prices symbol of the index that prices an asset, by the asset's id
     * @param impacts amount, in the venue's unit, whose price in the book makes the premium, by symbol; of others the
     *     best prices make it
     * @param ownIndex perpetuals and futures are marked from our price of their underlying instead of the venue's index
     * @param heedsStates instruments take orders only while the venue says that they do; else its states are only shown
     */
    public record Pricing(Map<String, String> prices, Map<String, Decimal> impacts, boolean ownIndex,
            boolean heedsStates) {
        static final Pricing NONE = new Pricing(Map.of(), Map.of(), false, true);
    }

    /** Where observations come from. */
    public sealed interface Source {}

    /** A venue that is listened to. @param dialect how it speaks */
    public record Live(Dialect dialect, LiveSettings settings) implements Source {}

    /**
     * Recordings that are played together.
     *
     * @param speedPermille 1,000 as it was
     */
    public record Files(List<Path> files, long speedPermille) implements Source {}

    /** A session that tells what was traded. */
    public record Copies(FixSettings session) implements Source {}

    /**
     * The price of an asset from spot instruments of several venues.
     *
     * @param asset id of the asset that it prices
     * @param constituents names of instruments
     */
    public record Index(String asset, List<String> constituents, IndexRule rule) implements Source {}

    /** How venues speak. */
    public enum Dialect { DERIBIT, BINANCE_SPOT, BINANCE_USDM, BINANCE_COINM, OKX, BYBIT }
}
