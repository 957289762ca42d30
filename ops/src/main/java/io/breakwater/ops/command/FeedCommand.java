package io.breakwater.ops.command;

import io.breakwater.ops.ExitCode;
import io.breakwater.ops.client.Node;
import io.breakwater.ops.output.Printer;
import io.breakwater.v1.ListFeedsRequest;
import io.breakwater.v1.ListFeedsResponse;
import picocli.CommandLine.Command;

/** Where the market comes from. */
@Command(name = "feed", description = "Shows the feeds of a node.", subcommands = FeedCommand.Status.class)
public final class FeedCommand extends CommandGroup {

    @Command(name = "status", description = "Shows each feed's state, age, counts and faults by kind.")
    static final class Status extends NodeCall {

        @Override
        int run(Node node, Printer print) {
            ListFeedsResponse answer = node.feeds().listFeeds(ListFeedsRequest.getDefaultInstance());
            print.whole(answer, answer.getFeedsList(), "name", "venue", "state", "last_data_time", "accepted",
                    "symbols", "connections", "unfit_marks", "reason");
            answer.getFeedsList().forEach(feed -> print.details(feed.getFaultsList(), "fault", "count"));
            return ExitCode.OK;
        }
    }
}
