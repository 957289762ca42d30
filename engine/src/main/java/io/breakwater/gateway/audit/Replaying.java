package io.breakwater.gateway.audit;

import io.breakwater.audit.Progress;
import io.breakwater.audit.Replay;
import io.breakwater.audit.ReplayedState;
import io.breakwater.gateway.edge.ErrorReason;
import io.breakwater.gateway.edge.Fields;
import io.breakwater.gateway.edge.Names;
import io.breakwater.gateway.edge.RequestFault;
import io.breakwater.v1.ReplayRequest;
import io.breakwater.v1.ReplayResponse;

/** A counterparty as it was. */
record Replaying(AuditSource source) {
    private static final String KIND = "counterparty";
    private static final int MOST_LOG_CHARS = 128;

    /** @param asOf up to where */
    record Asked(String counterparty, Replay.AsOf asOf) {}

    Asked asked(ReplayRequest request) {
        String counterparty = Names.id("counterparty", request.getCounterparty(), Names.COUNTERPARTIES);
        return new Asked(counterparty, switch (request.getAsOfCase()) {
            case TIME -> new Replay.AsOf.Time(Fields.micros("time", request.getTime(), 0));
            case POSITION -> new Replay.AsOf.Position(
                    Fields.text("position.log", request.getPosition().getLog(), MOST_LOG_CHARS),
                    request.getPosition().getNumber());
            case ASOF_NOT_SET -> new Replay.AsOf.Now();
        });
    }

    ReplayResponse answer(Asked asked, Progress progress) {
        ReplayedState state = source.replay().state(KIND, asked.counterparty(), asked.asOf(), progress)
                .orElseThrow(() -> RequestFault.of(ErrorReason.UNKNOWN_COUNTERPARTY,
                        Names.COUNTERPARTIES + asked.counterparty() + " did not exist then"));
        return ReplayResponse.newBuilder()
                .setCounterparty(Names.COUNTERPARTIES + state.entity())
                .setPosition(ShownReports.position(state.log(), state.block()))
                .setStateJson(state.stateJson())
                .setStateHash(state.stateHash().toString())
                .setEvents(state.events())
                .build();
    }
}
