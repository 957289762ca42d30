package io.breakwater.gateway.fact;

import io.breakwater.actors.lane.ViewSource;
import io.breakwater.domain.counterparty.CounterpartyCommand;
import io.breakwater.domain.counterparty.Valued;
import io.breakwater.gateway.edge.LaneDesk;
import io.breakwater.gateway.edge.PackCalls;
import io.breakwater.gateway.edge.PackStream;
import io.breakwater.v1.FactServiceGrpc.FactServiceImplBase;
import io.breakwater.v1.ReportFactsRequest;
import io.breakwater.v1.ReportFactsResponse;
import io.grpc.stub.StreamObserver;

/** What has happened elsewhere: taken in, unary and streamed. */
public final class FactService extends FactServiceImplBase {
    private final PackCalls<ReportFactsRequest, ReportFactsResponse> calls;

    public FactService(LaneDesk<Valued, CounterpartyCommand> desk, ViewSource views, PackStream.Bounds bounds) {
        this.calls = new PackCalls<>(new FactWork(desk, views), bounds);
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
