package io.breakwater.feed.run;

import io.breakwater.domain.market.MarketView;
import io.breakwater.domain.market.Quoted;
import io.breakwater.domain.marks.VenueGap;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * How far venues' marks are from ours, in the text format that Prometheus reads: of each underlying the worst of what
 * takes orders. At most so many underlyings, those with the widest gaps.
 */
public final class MarkGaps {
    private static final int MOST_UNDERLYINGS = 100;
    private static final double PPM = 1e6;
    private static final String NAME = "breakwater_mark_venue_gap_ratio";

    private MarkGaps() {}

    public static String of(MarketView view) {
        Map<String, Integer> worst = new HashMap<>();
        view.instruments().forEach((_, quoted) -> {
            if (isMeasured(quoted)) {
                worst.merge(quoted.terms().underlying(), Math.abs(VenueGap.ppm(quoted.terms(), quoted.mark())),
                        Math::max);
            }
        });
        StringBuilder text = new StringBuilder("# HELP " + NAME + " Widest gap between a venue's mark and ours, of the "
                + "underlying's price.\n# TYPE " + NAME + " gauge\n");
        widest(worst).forEach(each -> text.append(NAME).append("{underlying=\"")
                .append(FeedMetrics.escaped(each.getKey())).append("\"} ").append(each.getValue() / PPM).append('\n'));
        return text.toString();
    }

    private static boolean isMeasured(Quoted quoted) {
        return quoted.mark().isKnown() && quoted.lifeCycle().takesOrders();
    }

    private static List<Map.Entry<String, Integer>> widest(Map<String, Integer> worst) {
        Comparator<Map.Entry<String, Integer>> order = Map.Entry.comparingByValue(Comparator.reverseOrder());
        return worst.entrySet().stream().sorted(order.thenComparing(Map.Entry.comparingByKey()))
                .limit(MOST_UNDERLYINGS).toList();
    }
}
