package io.breakwater.feed.run;

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
 * @param prices symbol of the index that prices an asset, by the asset's id
 * @param source where it comes from
 * @param recordTo directory that everything is written to as Tardis' files; null for none
 */
public record FeedSettings(String name, String venue, Map<String, String> prices, Source source, Path recordTo) {

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

    /** How venues speak. */
    public enum Dialect { DERIBIT, BINANCE_SPOT, BINANCE_USDM, BINANCE_COINM, OKX, BYBIT }
}
