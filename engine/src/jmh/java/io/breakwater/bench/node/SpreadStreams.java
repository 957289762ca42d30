package io.breakwater.bench.node;

import io.breakwater.bench.decisions.Tally;
import io.breakwater.bench.load.StepPack;
import java.util.List;

/** Streams to every node of a cluster, on which packs go where the caller says. */
public final class SpreadStreams implements AutoCloseable {

    private final List<PackStreams> streams;

    /** @param tally counts the answers of all of them */
    public SpreadStreams(List<NodeClient> nodes, Tally tally) {
        this.streams = nodes.stream().map(node -> new PackStreams(node.channel(), tally)).toList();
    }

    /** @param answered runs once all of the pack is answered, on a thread of gRPC's */
    public void send(int node, StepPack pack, Runnable answered) {
        streams.get(node).send(WireWriter.write(pack), answered);
    }

    @Override
    public void close() {
        streams.forEach(PackStreams::close);
    }
}
