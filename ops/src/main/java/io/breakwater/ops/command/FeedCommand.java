package io.breakwater.ops.command;

import com.google.protobuf.Duration;
import io.breakwater.ops.ExitCode;
import io.breakwater.ops.client.Node;
import io.breakwater.ops.output.Printer;
import io.breakwater.v1.ListFeedsRequest;
import io.breakwater.v1.ListFeedsResponse;
import io.breakwater.v1.ListVenueBreaksRequest;
import io.breakwater.v1.ListVenueBreaksResponse;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Where the market, and news of what was traded, comes from. */
@Command(name = "feed", description = "Shows the feeds of a node, and what venues state otherwise than we do.",
        subcommands = {FeedCommand.Status.class, FeedCommand.Breaks.class})
public final class FeedCommand extends CommandGroup {

    @Command(name = "status", description = "Shows each feed's state, age, counts and faults by kind.")
    static final class Status extends NodeCall {

        @Override
        int run(Node node, Printer print) {
            ListFeedsResponse answer = node.feeds().listFeeds(ListFeedsRequest.getDefaultInstance());
            print.whole(answer, answer.getFeedsList(), "name", "venue", "state", "last_data_time", "accepted",
                    "symbols", "connections", "unfit_marks", "reason");
            answer.getFeedsList().forEach(feed -> {
                print.details(feed.getFaultsList(), "fault", "count");
                if (feed.hasFacts()) {
                    print.details(List.of(feed.getFacts()), "booked", "known", "suspended", "passed",
                            "under_way", "held", "expected");
                }
            });
            return ExitCode.OK;
        }
    }

    @Command(name = "breaks", description = {"Shows positions and orders that venues state otherwise than we do,",
        "the longest open first."})
    static final class Breaks extends NodeCall {

        @Option(names = "--counterparty", paramLabel = "ID", description = "Of this one only.")
        private String counterparty;

        @Option(names = "--min-age", paramLabel = "SECONDS", defaultValue = "0",
                description = "Only what has been open for so long; fills under way make breaks for a moment.")
        private long minAgeSeconds;

        @Option(names = "--limit", paramLabel = "COUNT", defaultValue = "100", description = "At most so many.")
        private int limit;

        @Override
        int run(Node node, Printer print) {
            ListVenueBreaksResponse answer = node.counterparties().listVenueBreaks(
                    ListVenueBreaksRequest.newBuilder()
                            .setParent(counterparty == null ? "" : Names.counterparty(counterparty))
                            .setMinAge(Duration.newBuilder().setSeconds(minAgeSeconds))
                            .setPageSize(limit)
                            .build());
            print.whole(answer, answer.getBreaksList(), "account", "kind", "instrument", "client_order_id",
                    "venue_quantity", "our_quantity", "open_time", "age");
            return ExitCode.OK;
        }
    }
}
