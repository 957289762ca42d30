package io.breakwater.gateway.decision;

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
import io.breakwater.v1.DecideRequest;
import io.breakwater.v1.DecideResponse;
import io.breakwater.v1.DecisionServiceGrpc.DecisionServiceImplBase;
import io.grpc.stub.StreamObserver;

/** May this order be sent? Unary, packed on a stream, and for other data centers that were asked. */
public final class DecisionService extends DecisionServiceImplBase {
    private final PackCalls<DecideRequest, DecideResponse> calls;
    private final DecisionWork here;

    /** @param forwarding of what names another data center */
    public DecisionService(LaneDesk<Valued, CounterpartyCommand> desk, ViewSource views, PackStream.Bounds bounds,
            Forwarding forwarding) {
        this.calls = new PackCalls<>(new DecisionWork(desk, views, by(forwarding)), bounds);
        this.here = new DecisionWork(desk, views, by(Forwarding.nowhere()));
    }

    private static Forwarder<DecideResponse> by(Forwarding forwarding) {
        return new Forwarder<>(forwarding, Forwarded.Call.DECIDE, DecideResponse.parser());
    }

    /** Of what others forward. */
    public ForwardedCalls.Line<DecideRequest, DecideResponse> forwarded() {
        return new ForwardedCalls.Line<>(DecideRequest.parser(), here);
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
