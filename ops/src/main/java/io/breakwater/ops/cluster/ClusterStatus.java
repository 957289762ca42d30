package io.breakwater.ops.cluster;

import com.google.protobuf.Message;
import io.breakwater.ops.ExitCode;
import io.breakwater.ops.NodeFault;
import io.breakwater.ops.client.Node;
import io.breakwater.ops.output.Format;
import io.breakwater.ops.output.Printer;
import io.breakwater.ops.output.Sheet;
import io.breakwater.v1.GetNodeStatusResponse;
import io.breakwater.v1.ListLinksRequest;
import io.breakwater.v1.ListLinksResponse;
import io.breakwater.v1.ListSpansRequest;
import io.breakwater.v1.ListSpansResponse;
import io.breakwater.v1.Span;
import io.breakwater.v1.SpanPart;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import picocli.CommandLine.Command;

/**
 * Shows for every data center its members, its lanes with owner, term, head and lag, how its journal is, its links with
 * their lag, and what it has of each limit over data centers.
 */
@Command(name = "status",
        description = "Shows members, lanes with owner, term, head and lag, the journal, links with lag, and limits"
                + " over data centers.")
final class ClusterStatus extends LocalCommand {
    private static final int MOST_LIMITS = 200;
    private static final List<String> PART = List.of("limit", "home", "fenced", "effective", "window", "rights",
            "used", "lent", "free", "ahead", "stranded", "all_used");

    /** What one data center says of itself. */
    private record Told(GetNodeStatusResponse status, ListLinksResponse links, ListSpansResponse spans) {
        static Told by(LocalNode local) {
            try (Node node = local.open()) {
                return new Told(local.statusWithLag(node),
                        node.links().listLinks(ListLinksRequest.getDefaultInstance()),
                        node.regions().listSpans(ListSpansRequest.newBuilder().setPageSize(MOST_LIMITS).build()));
            }
        }
    }

    @Override
    int run() throws IOException {
        Map<String, Told> told = new TreeMap<>();
        for (RunningProcesses.Entry entry : running().entries()) {
            if (!entry.isNode()) {
                note(entry.kind() + " " + entry.address() + " pid " + entry.pid()
                        + (entry.process().isEmpty() ? ": does not run" : ": runs"));
                continue;
            }
            LocalNode node = LocalNode.of(entry, data());
            note(node.line());
            if (node.answers() && !told.containsKey(node.status().getDataCenter())) {
                told.put(node.status().getDataCenter(), Told.by(node));
            }
        }
        if (told.isEmpty()) {
            throw new NodeFault("no node of the cluster answers");
        }
        show(told);
        return ExitCode.OK;
    }

    private void show(Map<String, Told> told) {
        Printer print = printer();
        if (root().format() == Format.json) {
            List<Message> all = new ArrayList<>();
            told.values().forEach(one -> all.addAll(List.of(one.status(), one.links(), one.spans())));
            print.list(all);
            return;
        }
        told.forEach((id, one) -> {
            say((one == told.values().iterator().next() ? "" : System.lineSeparator()) + "DATA CENTER " + id);
            show(one, print);
        });
    }

    private static void show(Told one, Printer print) {
        print.details(one.status().getMembersList(), "address", "state", "reachable", "self");
        print.details(one.status().getLaneOwnersList(), "log", "owner", "term", "number", "lag_blocks");
        print.details(List.of(one.status().getJournal()), "state", "answer_time", "blocks_written", "syncs", "detail");
        print.details(one.links().getLinksList(), "peer", "direction", "state", "lag_blocks", "lag_millis",
                "last_heard_time", "reason");
        String own = "data-centers/" + one.status().getDataCenter();
        print.details(new Sheet(PART, one.spans().getSpansList().stream().map(span -> row(span, own)).toList()));
    }

    /** The own part of a limit: what is said of others is in {@code region show}. */
    private static List<String> row(Span span, String own) {
        SpanPart part = span.getPartsList().stream().filter(each -> each.getDataCenter().equals(own)).findFirst()
                .orElse(SpanPart.getDefaultInstance());
        String fenced = String.join(",", span.getPartsList().stream().filter(each -> !each.getFencedBy().isEmpty())
                .map(each -> shortName(each.getDataCenter())).toList());
        return List.of(span.getName().replaceFirst("^spans/", ""), shortName(span.getParts(0).getDataCenter()), fenced,
                span.getEffective(), span.getWindow(), part.getRights(), part.getUsed(), part.getLent(), part.getFree(),
                part.getAhead(), part.getStranded(), span.getOutstanding());
    }

    private static String shortName(String dataCenter) {
        return dataCenter.replaceFirst("^data-centers/", "");
    }
}
