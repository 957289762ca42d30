package io.breakwater.feed.run;

import io.breakwater.domain.instrument.VenueState;
import io.breakwater.domain.instrument.VenueWord;
import io.breakwater.domain.market.MarketView;
import io.breakwater.domain.market.Quoted;
import io.breakwater.feed.Observation;
import java.util.Map;

/**
 * Tells instruments what their venue says of their states: what is new at once, and all that the view does not show as
 * said once a second, so that nothing hangs on one word's arriving. Silence takes nothing back: what was said last
 * stands until the venue says otherwise. One thread only.
 */
final class StateReports {
    private static final long AGAIN_MICROS = 1_000_000;

    private final Aliases aliases;
    private final StateDoor door;
    private long comparedAtMicros;

    /** @param venue whose symbols they are */
    StateReports(String venue, StateDoor door) {
        this.aliases = new Aliases(venue, Map.of());
        this.door = door;
    }

    void tell(Conflation known, MarketView view, long nowMicros) {
        boolean isNamedAnew = aliases.renew(view, nowMicros);
        Map<String, Conflation.Told> news = known.stateChanges();
        if (isNamedAnew || nowMicros - comparedAtMicros >= AGAIN_MICROS) {
            comparedAtMicros = nowMicros;
            news = known.states();
        }
        news.forEach((symbol, told) -> tell(aliases.instrument(symbol, view), word(told)));
    }

    private void tell(Quoted quoted, VenueWord word) {
        if (quoted != null && word.isNewsAfter(quoted.venueWord())) {
            door.deliver(quoted.name(), word);
        }
    }

    private static VenueWord word(Conflation.Told told) {
        return new VenueWord(state(told.state()), told.atMicros());
    }

    private static VenueState state(Observation.State state) {
        return switch (state) {
            case OPEN -> VenueState.OPEN;
            case LOCKED -> VenueState.LOCKED;
            case HALTED -> VenueState.HALTED;
            case SETTLEMENT -> VenueState.SETTLEMENT;
            case DELIVERED -> VenueState.DELIVERED;
            case CLOSED -> VenueState.CLOSED;
            case UNKNOWN -> VenueState.UNKNOWN;
        };
    }
}
