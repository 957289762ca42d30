package io.breakwater.ops.cluster;

import io.breakwater.ops.ExitCode;
import io.breakwater.ops.NodeFault;
import io.breakwater.ops.client.Node;
import io.breakwater.ops.client.RequestIds;
import io.breakwater.ops.command.RegionCommand;
import io.breakwater.ops.command.RegionCommand.Answer;
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
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** What {@code region} says to one node, said to the nodes of a local cluster that it concerns. */
final class ClusterRegions {
    private ClusterRegions() {}

    /**
     * What is said to a node of each data center that is meant.
     *
     * @param otherwise what it means that no limit is concerned there
     */
    private record Word(Predicate<String> meant, Function<Node, Answer> call, String otherwise) {}

    /** Tells the other data centers that one is gone. */
    @Command(name = "fence", description = "Fences a data center that is gone, at all others.",
            footer = "The same as region fence at a node of each of them.")
    static final class Fence extends LocalCommand {
        @Parameters(paramLabel = "B", description = "The data center. It must have stopped.")
        private String away;

        @Override
        int run() throws IOException {
            String id = id(away);
            return each(this, new Word(at -> !at.equals(id), node -> {
                FenceDataCenterResponse told = node.regions().fenceDataCenter(FenceDataCenterRequest.newBuilder()
                        .setRequestId(requestId()).setDataCenter(RegionCommand.center(id)).build());
                return new Answer(told, told.getSpansList(), told.getFaultsList());
            }, RegionCommand.notFenced(id)));
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
            return each(this, new Word(at -> !at.equals(id), node -> {
                ReinstateDataCenterResponse told = node.regions().reinstateDataCenter(
                        ReinstateDataCenterRequest.newBuilder()
                                .setRequestId(requestId()).setDataCenter(RegionCommand.center(id)).build());
                return new Answer(told, told.getSpansList(), told.getFaultsList());
            }, RegionCommand.notReinstated(id)));
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
            return each(this, new Word(home::equals, node -> {
                SwitchOverResponse told = node.regions().switchOver(request);
                return new Answer(told, told.getSpansList(), told.getFaultsList());
            }, RegionCommand.notSwitched(home, id(to))));
        }
    }

    private static String requestId() {
        return new RequestIds(InstantSource.system(), new SecureRandom()).next();
    }

    /** Asks a node of every data center that is meant; refused where a limit was left that none of them could do. */
    private static int each(LocalCommand command, Word word) throws IOException {
        Set<String> asked = new HashSet<>();
        Set<String> done = new HashSet<>();
        Set<String> left = new HashSet<>();
        for (RunningProcesses.Entry entry : command.running().of("node")) {
            String at = entry.place().dataCenter();
            LocalNode local = LocalNode.of(entry, command.data());
            if (!word.meant().test(at) || asked.contains(at) || !local.answers()) {
                continue;
            }
            asked.add(at);
            command.note("at " + at + ":");
            try (Node node = local.open()) {
                Answer answer = word.call().apply(node);
                RegionCommand.shown(command.printer(), answer, word.otherwise());
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
