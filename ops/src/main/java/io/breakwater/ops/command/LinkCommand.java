package io.breakwater.ops.command;

import io.breakwater.ops.ExitCode;
import io.breakwater.ops.client.Node;
import io.breakwater.ops.output.Printer;
import io.breakwater.ops.output.Sheet;
import io.breakwater.v1.Link;
import io.breakwater.v1.LinkState;
import io.breakwater.v1.LinkedLog;
import io.breakwater.v1.ListLinksRequest;
import io.breakwater.v1.ListLinksResponse;
import java.util.List;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** What goes between data centers. */
@Command(name = "link", description = "Shows the links to other data centers.", subcommands = LinkCommand.Status.class)
public final class LinkCommand extends CommandGroup {

    @Command(name = "status", description = {"Shows each link's state and how far the follower is, both ways,",
        "and what of limits over data centers would be lost with the leader."},
            footer = "Ends with 1 where a link is cut or refused.")
    static final class Status extends NodeCall {
        private static final List<String> AT_RISK = List.of("peer", "direction", "span", "at_risk", "window");

        @Option(names = "--logs", description = "Every log that lacks blocks as well.")
        private boolean logs;

        @Override
        int run(Node node, Printer print) {
            ListLinksResponse answer = node.links().listLinks(ListLinksRequest.getDefaultInstance());
            print.whole(answer, answer.getLinksList(), "peer", "direction", "state", "lag_blocks", "lag_millis",
                    "last_heard_time", "blocks", "bytes", "connections", "address", "reason");
            print.details(new Sheet(AT_RISK, answer.getLinksList().stream().flatMap(Status::atRisk).toList()));
            if (logs) {
                answer.getLinksList().forEach(link -> print.details(lacking(link), "log", "head", "copied"));
            }
            return answer.getLinksList().stream().allMatch(Status::isWell) ? ExitCode.OK : ExitCode.REFUSED;
        }

        private static Stream<List<String>> atRisk(Link link) {
            String direction = link.getDirection().name().replace("LINK_DIRECTION_", "");
            return link.getAtRiskList().stream().map(each ->
                    List.of(link.getPeer(), direction, each.getSpan(), each.getAmount(), each.getWindow()));
        }

        private static List<LinkedLog> lacking(Link link) {
            return link.getLogsList().stream().filter(log -> log.getHead() > log.getCopied()).toList();
        }

        private static boolean isWell(Link link) {
            return link.getState() == LinkState.LINK_STATE_CONNECTED
                    || link.getState() == LinkState.LINK_STATE_CONNECTING;
        }
    }
}
