package io.breakwater.feed;

import io.breakwater.kernel.Hash64;

/** What one instrument has shown last, as far as the next observation is judged by it. */
final class Remembered {
    private static final int IDS = 64;
    private static final int KINDS = Observation.Kind.values().length;

    private final VenueSymbol of;
    private final Observation[] lasts = new Observation[KINDS];
    private final long[] venueMicros = new long[KINDS];
    private final long[] movedAtMicros = new long[KINDS];
    private final long[] ids = new long[IDS];
    private int nextId;

    Remembered(VenueSymbol of) {
        this.of = of;
    }

    VenueSymbol of() {
        return of;
    }

    /** Judges the observation, and remembers it where it is sound; null where nothing is wrong. */
    Fault fault(Observation observation, long frozenMicros) {
        int kind = observation.kind().ordinal();
        Observation before = lasts[kind];
        Fault fault = before == null ? null : against(before, observation, frozenMicros);
        if (fault == null && hasId(observation)) {
            fault = Fault.DUPLICATED;
        }
        if (fault == null) {
            remember(kind, before, observation);
        }
        return fault;
    }

    private Fault against(Observation before, Observation now, long frozenMicros) {
        if (startsAnew(now)) {
            return null;
        }
        int kind = now.kind().ordinal();
        Stamp last = before.at();
        Stamp at = now.at();
        if (at.venueMicros() < venueMicros[kind]) {
            return Fault.REORDERED;
        }
        boolean stands = at.venueMicros() == venueMicros[kind];
        if (stands && at.receivedMicros() - movedAtMicros[kind] > frozenMicros) {
            return Fault.FROZEN;
        }
        if (!(now instanceof Observation.Book) && at.sequence() != 0 && at.sequence() < last.sequence()) {
            return Fault.REORDERED;
        }
        return stands && at.sequence() == last.sequence() && isSame(before, now) ? Fault.DUPLICATED : null;
    }

    /**
     * A whole book that belongs to a sequence begins it anew, and its time may be reckoned otherwise. How the numbers
     * of its changes follow each other is the venue's own rule, not known here.
     */
    private static boolean startsAnew(Observation now) {
        return now instanceof Observation.Book book && book.isWhole() && book.at().sequence() != 0;
    }

    /** Whether nothing but the receive time differs. Trades without ids may be alike, and depths come in rows. */
    private static boolean isSame(Observation before, Observation now) {
        return switch (now) {
            case Observation.Trade _, Observation.Liquidation _, Observation.Depth _ -> false;
            case Observation.Quote _, Observation.Book _, Observation.Ticker _, Observation.OptionTicker _,
                    Observation.Funding _, Observation.IndexPrice _, Observation.Candle _,
                    Observation.InstrumentState _ -> now.equals(before.stamped(now.at()));
        };
    }

    private boolean hasId(Observation observation) {
        long id = id(observation);
        if (id == 0) {
            return false;
        }
        for (long known : ids) {
            if (known == id) {
                return true;
            }
        }
        return false;
    }

    /** Hash of its id and kind; 0 where it has none. */
    private static long id(Observation observation) {
        String id = switch (observation) {
            case Observation.Trade trade -> trade.id();
            case Observation.Liquidation liquidation -> liquidation.id();
            case Observation.Quote _, Observation.Book _, Observation.Ticker _, Observation.OptionTicker _,
                    Observation.Funding _, Observation.IndexPrice _, Observation.Candle _, Observation.Depth _,
                    Observation.InstrumentState _ -> "";
        };
        return id.isEmpty() ? 0 : Hash64.combine(observation.kind().ordinal(), Hash64.of(id)) | 1;
    }

    private void remember(int kind, Observation before, Observation observation) {
        lasts[kind] = observation;
        long micros = observation.at().venueMicros();
        if (before == null || venueMicros[kind] != micros) {
            movedAtMicros[kind] = observation.at().receivedMicros();
        }
        boolean isEarlier = before != null && startsAnew(observation);
        venueMicros[kind] = isEarlier ? Math.min(venueMicros[kind], micros) : micros;
        long id = id(observation);
        if (id != 0) {
            ids[nextId] = id;
            nextId = (nextId + 1) % IDS;
        }
    }
}
