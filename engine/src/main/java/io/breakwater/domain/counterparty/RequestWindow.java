package io.breakwater.domain.counterparty;

import io.breakwater.kernel.Hash64;
import io.breakwater.kernel.LongMap;
import io.breakwater.kernel.LongRows;
import io.breakwater.kernel.RequestId;

/**
 * The requests decided lately, so that one id has one outcome (I-05). Outcomes are kept for the latest items; the
 * UUIDs of messages much longer, since one UUID stands for up to 4,096 items. Both in two generations of a bounded
 * size: when the younger is full the older is forgotten. An item of a UUID that is still known without its outcomes is
 * answered UNKNOWN; a UUID that may have been forgotten is too old. Neither is decided again.
 *
 * @param current the younger generation of outcomes
 * @param previous the older one; outcomes of messages that began where it begins or later are all kept
 * @param messages the younger generation of UUIDs: rows of {@link #messageKey} and of what had been decided before the
 *     first of its items
 * @param earlierMessages the older one
 * @param lastMessage key of the message seen last
 * @param lastItem the highest place among its items that were decided
 * @param lastFrom what had been decided before the first of its items
 * @param decided items decided so far
 * @param newestMillis the latest time among {@code messages}, epoch millis
 * @param earlierNewestMillis the latest time among {@code earlierMessages}
 * @param floorMillis UUIDs made at or before it are too old: they may have been forgotten
 */
public record RequestWindow(
        Generation current,
        Generation previous,
        LongRows messages,
        LongRows earlierMessages,
        long lastMessage,
        int lastItem,
        long lastFrom,
        long decided,
        long newestMillis,
        long earlierNewestMillis,
        long floorMillis) {

    /** Outcomes in one generation; at least this many of the latest are always known. */
    public static final int GENERATION = 16_384;
    /** UUIDs in one generation. */
    public static final int MESSAGES = 32_768;
    /** So far an id may be ahead of a node's clock. */
    static final long AHEAD_MILLIS = 5_000;

    private static final LongRows NO_MESSAGES = LongRows.empty(2);
    private static final long UNKNOWN = -1;

    /**
     * Outcomes in the order of their decisions.
     *
     * @param from what had been decided before the first
     * @param outcomes rows of {@link #outcomeKey}, fingerprint of the request, and reference
     * @param refusals by {@link #outcomeKey}, of those that were refused
     */
    public record Generation(long from, LongRows outcomes, LongMap<CounterpartyRejection> refusals) {
        private static final Generation EMPTY = new Generation(0, LongRows.empty(3), LongMap.empty());

        private static Generation from(long decided) {
            return new Generation(decided, EMPTY.outcomes, EMPTY.refusals);
        }

        private Generation with(long key, Remembered outcome) {
            return new Generation(from, outcomes.with(key, outcome.body(), outcome.reference()),
                    outcome.isAccepted() ? refusals : refusals.put(key, outcome.rejection()));
        }

        private Remembered find(long key) {
            int row = outcomes.find(key);
            return row < 0 ? null : new Remembered(outcomes.get(row, 1), outcomes.get(row, 2),
                    refusals.getOrDefault(key, CounterpartyRejection.NONE));
        }
    }

    /**
     * @param body fingerprint of the request
     * @param rejection {@link CounterpartyRejection#NONE} when it was accepted
     */
    public record Remembered(long body, long reference, CounterpartyRejection rejection) {

        boolean isAccepted() {
            return rejection.equals(CounterpartyRejection.NONE);
        }
    }

    public static final RequestWindow EMPTY = new RequestWindow(Generation.EMPTY, Generation.EMPTY, NO_MESSAGES,
            NO_MESSAGES, 0, 0, 0, 0, 0, 0, 0);

    /** Null when the id is not known. The items of a message come in order: one after the last is a new one. */
    public Remembered find(RequestId id) {
        long message = messageKey(id);
        boolean isNew = message == lastMessage ? id.item() > lastItem : begunAt(message, id) == UNKNOWN;
        if (isNew) {
            return null;
        }
        long key = outcomeKey(message, id);
        Remembered found = current.find(key);
        return found != null ? found : previous.find(key);
    }

    /** True when the id's message is known and the outcome of this item, if it was decided, is no longer kept. */
    public boolean hasForgotten(RequestId id) {
        long message = messageKey(id);
        long begun = message == lastMessage ? lastFrom : begunAt(message, id);
        return begun != UNKNOWN && begun < previous.from();
    }

    /** True when nobody can tell any more whether the id's message was decided. */
    public boolean isTooOld(RequestId id) {
        long message = messageKey(id);
        return id.timestampMillis() <= floorMillis && message != lastMessage && begunAt(message, id) == UNKNOWN;
    }

    /** True when it was made after all that are known or were forgotten, as most are: nothing needs to be looked up. */
    private boolean isNewest(RequestId id) {
        return id.timestampMillis() > Math.max(floorMillis, Math.max(newestMillis, earlierNewestMillis));
    }

    /** What had been decided before the message's first item; {@link #UNKNOWN} when it is not known. */
    private long begunAt(long message, RequestId id) {
        if (isNewest(id)) {
            return UNKNOWN;
        }
        int row = messages.find(message);
        if (row >= 0) {
            return messages.get(row, 1);
        }
        int earlier = earlierMessages.find(message);
        return earlier >= 0 ? earlierMessages.get(earlier, 1) : UNKNOWN;
    }

    /** @param id one that {@link #find} does not know */
    public RequestWindow with(RequestId id, Remembered outcome) {
        long message = messageKey(id);
        boolean full = decided - current.from() >= GENERATION;
        Generation younger = (full ? Generation.from(decided) : current).with(outcomeKey(message, id), outcome);
        Generation older = full ? current : previous;
        if (message == lastMessage) {
            return new RequestWindow(younger, older, messages, earlierMessages, message,
                    Math.max(lastItem, id.item()), lastFrom, decided + 1, newestMillis, earlierNewestMillis,
                    floorMillis);
        }
        long begun = begunAt(message, id);
        if (begun != UNKNOWN) {
            // How far an earlier message had come is not kept: every item of it is looked up from now on.
            return new RequestWindow(younger, older, messages, earlierMessages, message, Integer.MAX_VALUE, begun,
                    decided + 1, newestMillis, earlierNewestMillis, floorMillis);
        }
        return begun(message, id, younger, older);
    }

    private RequestWindow begun(long message, RequestId id, Generation younger, Generation older) {
        boolean full = messages.size() >= MESSAGES;
        long millis = id.timestampMillis();
        return new RequestWindow(younger, older, (full ? NO_MESSAGES : messages).with(message, decided),
                full ? messages : earlierMessages, message, id.item(), decided, decided + 1,
                full ? millis : Math.max(newestMillis, millis), full ? newestMillis : earlierNewestMillis,
                full ? Math.max(floorMillis, earlierNewestMillis) : floorMillis);
    }

    private static long messageKey(RequestId id) {
        return Hash64.combine(id.msb(), id.lsb());
    }

    private static long outcomeKey(long message, RequestId id) {
        return Hash64.combine(message, id.item());
    }
}
