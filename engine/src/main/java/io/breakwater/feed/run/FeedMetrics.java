package io.breakwater.feed.run;

import io.breakwater.feed.Fault;
import io.breakwater.feed.FeedHealth;
import io.breakwater.feed.fix.FactCounts;
import java.util.List;
import java.util.function.Function;

/** What the feeds of a node have counted, in the text format that Prometheus reads. Every fault has a row. */
public final class FeedMetrics {
    private static final double MICROS = 1e6;

    private final StringBuilder text = new StringBuilder();
    private final List<FeedStatus> feeds;

    private FeedMetrics(List<FeedStatus> feeds) {
        this.feeds = feeds;
    }

    public static String of(List<FeedStatus> feeds) {
        return new FeedMetrics(feeds).text();
    }

    private String text() {
        count("observations_total", "What passed the gate.", feed -> feed.health().good());
        head("faults_total", "What was wrong and went no further, by kind.", "counter");
        for (FeedStatus feed : feeds) {
            for (Fault fault : Fault.values()) {
                row("faults_total", feed, ",fault=\"" + fault + '"', feed.health().faults().getOrDefault(fault, 0L));
            }
        }
        count("unfit_marks_total", "Marks that did not fit the terms of their instruments.", FeedStatus::unfit);
        count("connections_total", "Connections that were opened.", feed -> feed.health().connections());
        gauge("symbols", "Symbols that were heard of.", feed -> feed.symbols().count());
        head("symbols_in_state", "Symbols by the state that their venue said last.", "gauge");
        for (FeedStatus feed : feeds) {
            feed.symbols().states().forEach((state, count) ->
                    row("symbols_in_state", feed, ",state=\"" + state + '"', count));
        }
        gauge("last_data_seconds", "When it last said something that passed the gate, epoch seconds; 0: never.",
                feed -> feed.health().lastDataMicros() / MICROS);
        gauge("live", "1 where data come in.", feed -> feed.health().state() == FeedHealth.State.LIVE ? 1 : 0);
        facts();
        return text.toString();
    }

    /** Of drop copies alone. */
    private void facts() {
        List<FeedStatus> copies = feeds.stream().filter(feed -> feed.facts() != null).toList();
        if (copies.isEmpty()) {
            return;
        }
        head("facts_total", "What became of what a drop copy said.", "counter");
        for (FeedStatus feed : copies) {
            FactCounts facts = feed.facts();
            row("facts_total", feed, ",became=\"booked\"", facts.booked());
            row("facts_total", feed, ",became=\"known\"", facts.known());
            row("facts_total", feed, ",became=\"suspended\"", facts.suspended());
            row("facts_total", feed, ",became=\"passed\"", facts.passed());
        }
        head("held", "Messages that no fact could be made of, for people to look at.", "gauge");
        copies.forEach(feed -> row("held", feed, "", feed.facts().held()));
    }

    private void count(String name, String help, Function<FeedStatus, Number> value) {
        rows(name, help, "counter", value);
    }

    private void gauge(String name, String help, Function<FeedStatus, Number> value) {
        rows(name, help, "gauge", value);
    }

    private void rows(String name, String help, String kind, Function<FeedStatus, Number> value) {
        head(name, help, kind);
        feeds.forEach(feed -> row(name, feed, "", value.apply(feed)));
    }

    private void head(String name, String help, String kind) {
        text.append("# HELP breakwater_feed_").append(name).append(' ').append(help)
                .append("\n# TYPE breakwater_feed_").append(name).append(' ').append(kind).append('\n');
    }

    private void row(String name, FeedStatus feed, String more, Number value) {
        text.append("breakwater_feed_").append(name).append("{feed=\"").append(escaped(feed.health().name()))
                .append("\",venue=\"").append(escaped(feed.venue())).append('"').append(more).append("} ")
                .append(value).append('\n');
    }

    static String escaped(String label) {
        return label.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n");
    }
}
