package io.breakwater.feed.live.deribit;

import io.breakwater.feed.Fault;
import io.breakwater.feed.FeedFault;
import io.breakwater.feed.Observation;
import io.breakwater.feed.Observation.State;
import io.breakwater.feed.Stamp;
import io.breakwater.feed.VenueSymbol;
import io.breakwater.feed.live.Inbox;
import io.breakwater.feed.live.Json;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * How Deribit's instruments are. Each says for itself whether it is open; that an index is locked, and all that is
 * counted on it, is only said of the index.
 */
final class DeribitStates {
    private static final int MOST_STATES = 65_536;
    private static final int MOST_INDEXES = 1_024;
    /** What is still so is said again after so long: the first time may have come out of order. */
    private static final long AGAIN_MICROS = 1_000_000;

    private final Map<String, Told> told = new HashMap<>();
    private final Set<String> locked = new HashSet<>();
    private boolean allLocked;

    /** @param said by the instrument itself @param state with its index */
    private record Told(State said, State state, long atMicros) {

        boolean covers(Told next) {
            return state == next.state && next.atMicros - atMicros < AGAIN_MICROS;
        }
    }

    /** What has changed, and now and then what has not. A word that nobody has explained is a fault and a state. */
    void tell(String symbol, String text, Stamp at, Inbox inbox) {
        if (!text.isEmpty() && tell(symbol, state(text), at, inbox) && state(text) == State.UNKNOWN) {
            inbox.faulty(Fault.UNKNOWN, "state " + text);
        }
    }

    private boolean tell(String symbol, State said, Stamp at, Inbox inbox) {
        Told next = new Told(said, inForce(symbol, said), at.venueMicros());
        Told before = told.get(symbol);
        if (before != null && before.covers(next)) {
            return false;
        }
        if (told.size() >= MOST_STATES) {
            told.clear();
        }
        told.put(symbol, next);
        inbox.observed(new Observation.InstrumentState(new VenueSymbol(Deribit.ID, symbol), at, next.state()));
        return true;
    }

    private State inForce(String symbol, State said) {
        return said == State.OPEN && (allLocked || locked.contains(index(symbol))) ? State.LOCKED : said;
    }

    /** {@code btc_usd} of {@code BTC-PERPETUAL}; {@code sol_usdc} of {@code SOL_USDC-PERPETUAL}. */
    private static String index(String symbol) {
        int end = symbol.indexOf('-');
        String pair = (end < 0 ? symbol : symbol.substring(0, end)).toLowerCase(Locale.ROOT);
        return pair.indexOf('_') < 0 ? pair + "_usd" : pair;
    }

    /** One index is locked or is so no more; or the venue as a whole. */
    void changed(Json json, long receivedMicros, Inbox inbox) {
        String index = "";
        boolean isLocked = false;
        for (String field = json.field(); field != null; field = json.field()) {
            switch (field) {
                case "price_index" -> index = json.text();
                case "locked" -> isLocked = json.isTrue();
                case "maintenance" -> allLocked = json.isTrue();
                default -> json.skip();
            }
        }
        if (isLocked) {
            lock(index);
        } else {
            locked.remove(index);
        }
        tellAgain(receivedMicros, inbox);
    }

    /** The answer about all indexes: one that it does not name is not locked. Other answers are no news. */
    void answered(Json json, long receivedMicros, Inbox inbox) {
        String how = "";
        Set<String> named = new HashSet<>();
        for (String field = json.field(); field != null; field = json.field()) {
            if (field.equals("locked")) {
                how = json.text();
            } else if (field.equals("locked_indices") && json.isArray()) {
                while (json.element()) {
                    named.add(json.text());
                }
            } else {
                json.skip();
            }
        }
        if (!how.isEmpty()) {
            allLocked = how.equals("true");
            locked.clear();
            named.forEach(this::lock);
            tellAgain(receivedMicros, inbox);
        }
    }

    private void lock(String index) {
        if (locked.size() >= MOST_INDEXES) {
            throw new FeedFault(Fault.BOUND, "more than " + MOST_INDEXES + " locked indexes");
        }
        locked.add(index);
    }

    private void tellAgain(long receivedMicros, Inbox inbox) {
        Stamp now = new Stamp(receivedMicros, receivedMicros, 0);
        for (Map.Entry<String, Told> known : List.copyOf(told.entrySet())) {
            State said = known.getValue().said();
            if (inForce(known.getKey(), said) != known.getValue().state()) {
                tell(known.getKey(), said, now, inbox);
            }
        }
    }

    private static State state(String text) {
        return switch (text) {
            case "open", "started" -> State.OPEN;
            case "locked" -> State.LOCKED;
            case "halted" -> State.HALTED;
            case "settlement" -> State.SETTLEMENT;
            case "delivered", "settled" -> State.DELIVERED;
            case "closed", "created", "inactive", "archivized", "terminated", "deactivated" -> State.CLOSED;
            default -> State.UNKNOWN;
        };
    }
}
