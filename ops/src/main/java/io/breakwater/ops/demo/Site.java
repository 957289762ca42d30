package io.breakwater.ops.demo;

import io.breakwater.ops.cluster.EngineNode;
import io.breakwater.v1.LinkDirection;
import io.breakwater.v1.LinkState;
import io.breakwater.v1.LinkedLog;
import io.breakwater.v1.ListLinksRequest;
import io.grpc.StatusRuntimeException;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Collectors;

/** A data center of the demonstration: its node, the clients that trade there and what they were told. */
final class Site implements AutoCloseable {
    private static final Duration MOST_STARTING = Duration.ofMinutes(3);

    private final String id;
    private final EngineNode node;
    private final Stage stage;
    private final Positions positions = new Positions();
    private Link link;

    Site(String id, EngineNode node, Stage stage) {
        this.id = id;
        this.node = node;
        this.stage = stage;
        this.link = new Link(node.address(), id);
    }

    String id() {
        return id;
    }

    /** {@code data-centers/{id}}. */
    String name() {
        return "data-centers/" + id;
    }

    EngineNode node() {
        return node;
    }

    Stage stage() {
        return stage;
    }

    Link link() {
        return link;
    }

    /** Where in the logs everything stands that was acknowledged here. */
    Positions positions() {
        return positions;
    }

    /** SIGKILL with a full window, so that something is unanswered. */
    void kill() throws InterruptedException {
        stage.play().fill(link);
        node.kill();
        link.close();
    }

    /** Starts the process that was killed and waits until it serves. */
    void start() throws IOException, InterruptedException {
        node.start();
        node.awaitReady(MOST_STARTING);
    }

    /** Clients come back to a node that was started again: everything unanswered is asked again. */
    void resume() throws InterruptedException {
        link = new Link(node.address(), id);
        stage.refreshMarks(link);
        stage.play().resume(link);
    }

    /** How this one sees what comes from the only other one. */
    LinkState state() {
        try {
            return fromPeer().getState();
        } catch (StatusRuntimeException silent) {
            return LinkState.LINK_STATE_CUT;
        }
    }

    /** The last block of each of the other's logs that is stored here. */
    Map<String, Long> copied() {
        return fromPeer().getLogsList().stream()
                .collect(Collectors.toMap(LinkedLog::getLog, LinkedLog::getCopied));
    }

    private io.breakwater.v1.Link fromPeer() {
        return link.node().links().listLinks(ListLinksRequest.getDefaultInstance()).getLinksList().stream()
                .filter(one -> one.getDirection() == LinkDirection.LINK_DIRECTION_FROM_PEER)
                .findFirst().orElseThrow();
    }

    @Override
    public void close() {
        link.close();
    }
}
