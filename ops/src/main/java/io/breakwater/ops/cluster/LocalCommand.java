package io.breakwater.ops.cluster;

import io.breakwater.ops.BreakwaterCommand;
import io.breakwater.ops.ExitCode;
import io.breakwater.ops.NodeFault;
import io.breakwater.ops.UsageFault;
import io.breakwater.ops.output.Printer;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** A subcommand about the cluster that is kept in one directory of this machine. */
abstract class LocalCommand implements Callable<Integer> {
    private static final String DIRECTORY = ".breakwater/cluster";

    @Option(names = "--data", paramLabel = "DIR", defaultValue = DIRECTORY,
            description = "Where the cluster is kept (${DEFAULT-VALUE}).")
    private Path data;

    @Spec
    private CommandSpec spec;

    /** Does it; returns the exit code. @throws NodeFault what is said of it ends the command as refused */
    abstract int run() throws IOException, InterruptedException;

    @Override
    public final Integer call() throws IOException, InterruptedException {
        try {
            return run();
        } catch (NodeFault fault) {
            note("error: " + fault.getMessage());
            return ExitCode.REFUSED;
        }
    }

    final Path data() {
        return data;
    }

    final RunningProcesses running() throws IOException {
        return RunningProcesses.read(data);
    }

    final BreakwaterCommand root() {
        return BreakwaterCommand.of(spec);
    }

    final Printer printer() {
        return new Printer(root().out(), root().format());
    }

    /** A line of the answer. */
    final void say(String line) {
        line(root().out(), line);
    }

    /** A line beside the answer. */
    final void note(String line) {
        line(root().err(), line);
    }

    private static void line(PrintWriter out, String line) {
        out.println(line);
        out.flush();
    }

    /** The name of a local data center, in small letters. */
    static String id(String given) {
        String id = given.toLowerCase(Locale.ROOT);
        if (!id.matches("[a-e]")) {
            throw new UsageFault(given + " is no data center of this machine; they are a, b, …");
        }
        return id;
    }
}
