package io.breakwater.gateway.instrument;

import io.breakwater.domain.Restriction;
import io.breakwater.domain.TradingState;
import io.breakwater.domain.instrument.Instrument;
import io.breakwater.domain.instrument.InstrumentRequest;
import io.breakwater.gateway.edge.Expiry;
import io.breakwater.gateway.edge.Ids;
import io.breakwater.gateway.edge.Reach;
import io.breakwater.gateway.edge.Reaching;
import io.breakwater.gateway.edge.Restricted;
import io.breakwater.gateway.edge.Settled;
import io.breakwater.kernel.RequestId;
import io.breakwater.v1.HaltRequest;
import io.breakwater.v1.HaltResponse;
import io.breakwater.v1.ResumeRequest;
import io.breakwater.v1.ResumeResponse;
import java.util.concurrent.CompletionStage;

/** Halts instruments and lifts halts. */
final class Halts {
    private final InstrumentEdge edge;

    Halts(InstrumentEdge edge) {
        this.edge = edge;
    }

    CompletionStage<HaltResponse> halt(HaltRequest request) {
        RequestId id = edge.requestId(request.getRequestId());
        String name = InstrumentEdge.id("name", request.getName());
        Restriction placed = read(request.getRestriction());
        InstrumentRequest.Halt halt = new InstrumentRequest.Halt(
                placed.state(), placed.source(), placed.reason(), placed.expiresAtMicros());
        long untilNanos = Expiry.ofCall();
        return edge.desk().ask(name, halt, id, request.getValidateOnly()).thenCompose(settled -> {
            Restriction known = placed.named(settled.outcome().reference());
            Reaching.Change change = new Reaching.Change(name, known.id(), false, untilNanos);
            return edge.witnesses().of(name, halt.state()).thenCombine(
                    edge.reaching().of(edge.desk(), change, settled, request.getValidateOnly()),
                    (seen, reach) -> answer(known, settled, seen, reach));
        });
    }

    private static HaltResponse answer(Restriction known, Settled settled, Witnesses.Seen seen, Reach reach) {
        return HaltResponse.newBuilder()
                .setRestriction(Restricted.shown(known))
                .setPosition(settled.position())
                .setReplayed(settled.replayed())
                .addAllShownBy(seen.showing())
                .addAllNotShownBy(seen.missing())
                .addAllInForce(reach.inForce())
                .addAllPending(reach.pending())
                .build();
    }

    /** Whoever says no state means HALTED. */
    private static Restriction read(io.breakwater.v1.Restriction wire) {
        boolean unsaid = wire.getState() == io.breakwater.v1.TradingState.TRADING_STATE_UNSPECIFIED;
        return Restricted.read(unsaid
                ? wire.toBuilder().setState(io.breakwater.v1.TradingState.TRADING_STATE_HALTED).build() : wire);
    }

    /** Who lifts it is the caller; why stands beside it. */
    CompletionStage<ResumeResponse> resume(ResumeRequest request) {
        RequestId id = edge.requestId(request.getRequestId());
        String name = InstrumentEdge.id("name", request.getName());
        long restriction = Ids.parse("restriction_id", request.getRestrictionId());
        InstrumentRequest.Resume resume = new InstrumentRequest.Resume(edge.lifts().read(
                restriction, Restricted.by(request.getReason()), request.getApprovalsList()));
        Reaching.Change change = new Reaching.Change(name, restriction, true, Expiry.ofCall());
        boolean only = request.getValidateOnly();
        return edge.desk().ask(name, resume, id, only)
                .thenCompose(settled -> edge.reaching().of(edge.desk(), change, settled, only)
                        .thenCompose(reach -> edge.desk().stateOf(name).thenApply(lane -> ResumeResponse.newBuilder()
                                .setTradingState(Restricted.state(remaining(lane.stateOf(name))))
                                .setPosition(settled.position())
                                .setReplayed(settled.replayed())
                                .addAllInForce(reach.inForce())
                                .addAllPending(reach.pending())
                                .build())));
    }

    private TradingState remaining(Instrument instrument) {
        return instrument.restrictions().stateAt(edge.desk().nowMicros());
    }
}
