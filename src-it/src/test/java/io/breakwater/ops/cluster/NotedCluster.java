package io.breakwater.ops.cluster;

import io.breakwater.ops.BreakwaterCommand;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import picocli.CommandLine;

/** A cluster that a test has started, noted as {@code cluster up} does it, so that the other commands find it. */
public final class NotedCluster {
    private final Path directory;

    private NotedCluster(Path directory) {
        this.directory = directory;
    }

    public static NotedCluster of(LocalCluster cluster) throws IOException {
        RunningProcesses.of(cluster.directory(), cluster, "-").write(cluster.directory());
        return new NotedCluster(cluster.directory());
    }

    /** What {@code breakwater cluster …} prints. @throws IllegalStateException where it fails */
    public String say(String command) {
        StringWriter text = new StringWriter();
        CommandLine line = BreakwaterCommand.commandLine();
        line.setOut(new PrintWriter(text));
        line.setErr(new PrintWriter(text));
        int code = line.execute("cluster", command, "--data", directory.toString());
        if (code != 0) {
            throw new IllegalStateException("cluster " + command + " answered " + code + ":\n" + text);
        }
        return text.toString();
    }

    /** host:port of the node that was noted last. */
    public String lastNode() throws IOException {
        return RunningProcesses.read(directory).of("node").getLast().address();
    }
}
