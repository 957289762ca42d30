package io.breakwater.gateway.fact;

import io.breakwater.actors.lane.ViewSource;
import io.breakwater.domain.counterparty.CounterpartyCommand;
import io.breakwater.domain.counterparty.Valued;
import io.breakwater.gateway.edge.ForwardedCalls;
import io.breakwater.gateway.edge.Forwarder;
import io.breakwater.gateway.edge.LaneDesk;
import io.breakwater.gateway.edge.PackCalls;
import io.breakwater.gateway.edge.PackStream;
import io.breakwater.link.Forwarded;
import io.breakwater.link.Forwarding;
import io.breakwater.v1.FactServiceGrpc.FactServiceImplBase;
import io.breakwater.v1.ReportFactsRequest;
import io.breakwater.v1.ReportFactsResponse;
import io.grpc.stub.StreamObserver;

/** What has happened elsewhere: taken in, unary, streamed, and for other data centers that were told. */
public final class FactService extends FactServiceImplBase {
    private final PackCalls<ReportFactsRequest, ReportFactsResponse> calls;
    private final FactWork here;

    /**
     * @param forwarding of what names another data center
     * @param dataCenter number of this one
     */
    public FactService(LaneDesk<Valued, CounterpartyCommand> desk, ViewSource views, PackStream.Bounds bounds,
            Forwarding forwarding, int dataCenter) {
        this.calls = new PackCalls<>(new FactWork(desk, views, by(forwarding), dataCenter), bounds);
        this.here = new FactWork(desk, views, by(Forwarding.nowhere()), dataCenter);
    }

    private static Forwarder<ReportFactsResponse> by(Forwarding forwarding) {
        return new Forwarder<>(forwarding, Forwarded.Call.REPORT_FACTS, ReportFactsResponse.parser());
    }

    /** Of what others forward. */
    public ForwardedCalls.Line<ReportFactsRequest, ReportFactsResponse> forwarded() {
        return new ForwardedCalls.Line<>(ReportFactsRequest.parser(), here);
    }

    @Override
    public void reportFacts(ReportFactsRequest request, StreamObserver<ReportFactsResponse> observer) {
        calls.unary(request, observer);
    }

    @Override
    public StreamObserver<ReportFactsRequest> reportFactsStream(StreamObserver<ReportFactsResponse> observer) {
        return calls.stream(observer);
    }
}
