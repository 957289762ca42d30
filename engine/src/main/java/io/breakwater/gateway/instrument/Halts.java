package io.breakwater.gateway.instrument;

import io.breakwater.domain.Restriction;
import io.breakwater.domain.TradingState;
import io.breakwater.domain.instrument.Instrument;
import io.breakwater.domain.instrument.InstrumentRequest;
import io.breakwater.gateway.edge.Fields;
import io.breakwater.gateway.edge.Ids;
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
        InstrumentRequest.Halt halt = halt(request.getRestriction());
        return edge.desk().ask(name, halt, id, request.getValidateOnly())
                .thenCompose(settled -> edge.witnesses().of(name, halt.state()).thenApply(seen ->
                        HaltResponse.newBuilder()
                                .setRestriction(shown(halt, settled))
                                .setPosition(settled.position())
                                .setReplayed(settled.replayed())
                                .addAllShownBy(seen.showing())
                                .addAllNotShownBy(seen.missing())
                                .build()));
    }

    private static InstrumentRequest.Halt halt(io.breakwater.v1.Restriction wire) {
        boolean unsaid = wire.getState() == io.breakwater.v1.TradingState.TRADING_STATE_UNSPECIFIED;
        return new InstrumentRequest.Halt(
                unsaid ? TradingState.HALTED : Restricted.placed("restriction.state", wire.getState()),
                Fields.text("restriction.source", wire.getSource(), Restricted.MAX_SOURCE),
                Fields.text("restriction.reason", wire.getReason(), Restricted.MAX_REASON),
                Fields.micros("restriction.expire_time", wire.getExpireTime(), Long.MAX_VALUE));
    }

    private static io.breakwater.v1.Restriction shown(InstrumentRequest.Halt halt, Settled settled) {
        return Restricted.shown(new Restriction(
                settled.outcome().reference(), halt.state(), halt.source(), halt.reason(), halt.expiresAtMicros()));
    }

    /** Who lifts it is the caller; why stands beside it. */
    CompletionStage<ResumeResponse> resume(ResumeRequest request) {
        RequestId id = edge.requestId(request.getRequestId());
        String name = InstrumentEdge.id("name", request.getName());
        InstrumentRequest.Resume resume = new InstrumentRequest.Resume(
                Ids.parse("restriction_id", request.getRestrictionId()), Restricted.by(request.getReason()));
        return edge.desk().ask(name, resume, id, request.getValidateOnly())
                .thenCompose(settled -> edge.desk().stateOf(name).thenApply(lane -> ResumeResponse.newBuilder()
                        .setTradingState(Restricted.state(remaining(lane.stateOf(name))))
                        .setPosition(settled.position())
                        .setReplayed(settled.replayed())
                        .build()));
    }

    private TradingState remaining(Instrument instrument) {
        return instrument.restrictions().stateAt(edge.desk().nowMicros());
    }
}
