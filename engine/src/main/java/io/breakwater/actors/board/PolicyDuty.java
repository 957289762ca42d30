package io.breakwater.actors.board;

import io.breakwater.actors.lane.LaneDuty;
import io.breakwater.domain.market.MarketView;
import io.breakwater.domain.market.Tape;
import io.breakwater.domain.market.TapeEvent;
import io.breakwater.domain.policy.Policy;
import io.breakwater.log.LaneState;
import java.util.List;

/** The duty of the tape's lane to put the policy that its node is set up with on the tape, before it serves anybody. */
public final class PolicyDuty implements LaneDuty<MarketView, TapeEvent, TapeEvent> {
    private final Policy configured;

    public PolicyDuty(Policy configured) {
        this.configured = configured;
    }

    @Override
    public List<Own<TapeEvent>> due(LaneState<MarketView> state, long nowMicros) {
        MarketView shown = state.stateOf(Tape.ENTITY);
        long version = (shown == null ? MarketView.EMPTY : shown).policy().version();
        return version >= configured.version() ? List.of()
                : List.of(new Own<>(Tape.ENTITY, new TapeEvent.PolicyObserved(configured)));
    }
}
