package io.breakwater.ops.command;

import io.breakwater.ops.BreakwaterCommand;
import io.breakwater.ops.client.Node;
import io.breakwater.ops.output.Printer;
import java.util.concurrent.Callable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** A subcommand that talks to one node: opens the channel, runs, closes. */
abstract class NodeCall implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    /** Makes the call and prints its answer; returns the exit code. */
    abstract int run(Node node, Printer print);

    @Override
    public final Integer call() {
        BreakwaterCommand root = root();
        try (Node node = Node.at(root.address(), root.deadline())) {
            spec.mixins().values().stream().map(CommandSpec::userObject).filter(Mutation.class::isInstance)
                    .map(Mutation.class::cast).forEach(mutation -> mutation.nameFirst(node));
            return run(node, new Printer(root.out(), root.format()));
        }
    }

    final BreakwaterCommand root() {
        return BreakwaterCommand.of(spec);
    }
}
