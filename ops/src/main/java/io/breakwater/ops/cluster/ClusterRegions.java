package io.breakwater.ops.cluster;

import com.google.protobuf.Message;
import io.breakwater.ops.ExitCode;
import io.breakwater.ops.NodeFault;
import io.breakwater.ops.client.Node;
import io.breakwater.ops.client.RequestIds;
import io.breakwater.ops.command.RegionCommand;
import io.breakwater.v1.FenceDataCenterRequest;
import io.breakwater.v1.FenceDataCenterResponse;
import io.breakwater.v1.ReinstateDataCenterRequest;
import io.breakwater.v1.ReinstateDataCenterResponse;
import io.breakwater.v1.Span;
import io.breakwater.v1.SpanFault;
import io.breakwater.v1.SwitchOverRequest;
import io.breakwater.v1.SwitchOverResponse;
import java.io.IOException;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** What {@code region} says to one node, said to the nodes of a local cluster that it concerns. */
final class ClusterRegions {
    private ClusterRegions() {}

    /** What one data center answered. */
    private record Answer(Message whole, List<Span> spans, List<SpanFault> faults) {}

    /** Tells the other data centers that one is gone. */
    @Command(name = "fence", description = "Fences a data center that is gone, at all others.",
            footer = "The same as region fence at a node of each of them.")
    static final class Fence extends LocalCommand {
        @Parameters(paramLabel = "B", description = "The data center. It must have stopped.")
        private String away;

        @Override
        int run() throws IOException {
            String id = id(away);
            return each(this, at -> !at.equals(id), node -> {
                FenceDataCenterResponse told = node.regions().fenceDataCenter(FenceDataCenterRequest.newBuilder()
                        .setRequestId(requestId()).setDataCenter(RegionCommand.center(id)).build());
                return new Answer(told, told.getSpansList(), told.getFaultsList());
            });
        }
    }

    /** Lets a fenced one take part again. */
    @Command(name = "reinstate", description = "Lets a fenced data center take part again, where it was fenced.",
            footer = "The same as region reinstate at a node of each of the others.")
    static final class Reinstate extends LocalCommand {
        @Parameters(paramLabel = "B", description = "The data center.")
        private String back;

        @Override
        int run() throws IOException {
            String id = id(back);
            return each(this, at -> !at.equals(id), node -> {
                ReinstateDataCenterResponse told = node.regions().reinstateDataCenter(
                        ReinstateDataCenterRequest.newBuilder()
                                .setRequestId(requestId()).setDataCenter(RegionCommand.center(id)).build());
                return new Answer(told, told.getSpansList(), told.getFaultsList());
            });
        }
    }

    /** Moves the home of all limits. */
    @Command(name = "switch-over", description = "Moves the home of all limits between data centers at work.",
            footer = "The same as region switch-over at a node of A.")
    static final class SwitchOver extends LocalCommand {
        @Parameters(index = "0", paramLabel = "A", description = "Home now.")
        private String from;

        @Parameters(index = "1", paramLabel = "B", description = "Home next.")
        private String to;

        @Override
        int run() throws IOException {
            String home = id(from);
            SwitchOverRequest request = SwitchOverRequest.newBuilder().setRequestId(requestId())
                    .setFrom(RegionCommand.center(home)).setTo(RegionCommand.center(id(to))).build();
            return each(this, home::equals, node -> {
                SwitchOverResponse told = node.regions().switchOver(request);
                return new Answer(told, told.getSpansList(), told.getFaultsList());
            });
        }
    }

    private static String requestId() {
        return new RequestIds(InstantSource.system(), new SecureRandom()).next();
    }

    /** Asks a node of every data center that is meant; refused where a limit was left that none of them could do. */
    private static int each(LocalCommand command, Predicate<String> meant, Function<Node, Answer> call)
            throws IOException {
        Set<String> asked = new HashSet<>();
        Set<String> done = new HashSet<>();
        Set<String> left = new HashSet<>();
        for (RunningProcesses.Entry entry : command.running().of("node")) {
            String at = entry.place().dataCenter();
            LocalNode local = LocalNode.of(entry, command.data());
            if (!meant.test(at) || asked.contains(at) || !local.answers()) {
                continue;
            }
            asked.add(at);
            command.note("at " + at + ":");
            try (Node node = local.open()) {
                Answer answer = call.apply(node);
                if (answer.spans().isEmpty() && answer.faults().isEmpty()) {
                    command.note("it concerns no limit there");
                }
                RegionCommand.shown(command.printer(), answer.whole(), answer.spans(), answer.faults());
                answer.faults().forEach(fault -> left.add(fault.getName()));
                answer.spans().stream().map(Span::getName)
                        .filter(name -> answer.faults().stream().noneMatch(fault -> fault.getName().equals(name)))
                        .forEach(done::add);
            }
        }
        if (asked.isEmpty()) {
            throw new NodeFault("no node answers that could be told; see breakwater cluster status");
        }
        left.removeAll(done);
        return left.isEmpty() ? ExitCode.OK : ExitCode.REFUSED;
    }
}
