package io.breakwater.gateway.decision;

import io.breakwater.actors.lane.ViewSource;
import io.breakwater.domain.counterparty.CounterpartyCommand;
import io.breakwater.domain.counterparty.Valued;
import io.breakwater.gateway.edge.LaneDesk;
import io.breakwater.gateway.edge.PackCalls;
import io.breakwater.gateway.edge.PackStream;
import io.breakwater.v1.DecideRequest;
import io.breakwater.v1.DecideResponse;
import io.breakwater.v1.DecisionServiceGrpc.DecisionServiceImplBase;
import io.grpc.stub.StreamObserver;

/** May this order be sent? Unary, and packed on a stream. */
public final class DecisionService extends DecisionServiceImplBase {
    private final PackCalls<DecideRequest, DecideResponse> calls;

    public DecisionService(LaneDesk<Valued, CounterpartyCommand> desk, ViewSource views, PackStream.Bounds bounds) {
        this.calls = new PackCalls<>(new DecisionWork(desk, views), bounds);
    }

    @Override
    public void decide(DecideRequest request, StreamObserver<DecideResponse> observer) {
        calls.unary(request, observer);
    }

    @Override
    public StreamObserver<DecideRequest> decideStream(StreamObserver<DecideResponse> observer) {
        return calls.stream(observer);
    }

    /** Packs of all streams that are in work now. */
    public int packsInWork() {
        return calls.packsInWork();
    }
}
