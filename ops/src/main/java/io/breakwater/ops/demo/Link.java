package io.breakwater.ops.demo;

import io.breakwater.ops.client.Node;
import io.breakwater.ops.load.PackedStream;
import io.breakwater.v1.DecideRequest;
import io.breakwater.v1.DecideResponse;
import io.breakwater.v1.ReportFactsRequest;
import io.breakwater.v1.ReportFactsResponse;
import java.time.Duration;

/** The open connection to one run of the node: decisions and facts on a stream each. A new run gets a new link. */
final class Link implements AutoCloseable {
    private static final int PACKS_IN_FLIGHT = 8;
    private static final Duration DEADLINE = Duration.ofSeconds(20);

    private final Node node;
    private final PackedStream<DecideRequest, DecideResponse> decisions;
    private final PackedStream<ReportFactsRequest, ReportFactsResponse> facts;
    private MarketStream market;

    Link(String address) {
        this(Node.patientAt(address, DEADLINE));
    }

    /** @param dataCenter that is asked first under all ids that are asked over this link */
    Link(String address, String dataCenter) {
        this(Node.patientAt(address, DEADLINE).askedFirstAt(dataCenter));
    }

    private Link(Node node) {
        this.node = node;
        decisions = new PackedStream<>(PACKS_IN_FLIGHT, DecideRequest::getRequestId, DecideResponse::getRequestId,
                node.decisionStream()::decideStream);
        facts = new PackedStream<>(PACKS_IN_FLIGHT, ReportFactsRequest::getRequestId,
                ReportFactsResponse::getRequestId, node.factStream()::reportFactsStream);
    }

    Node node() {
        return node;
    }

    PackedStream<DecideRequest, DecideResponse> decisions() {
        return decisions;
    }

    PackedStream<ReportFactsRequest, ReportFactsResponse> facts() {
        return facts;
    }

    /** Opened when it is asked for first. */
    MarketStream market() {
        if (market == null) {
            market = new MarketStream(node.feedStream());
        }
        return market;
    }

    @Override
    public void close() {
        if (market != null) {
            market.close();
        }
        decisions.close();
        facts.close();
        node.close();
    }
}
