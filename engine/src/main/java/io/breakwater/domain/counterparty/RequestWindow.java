package io.breakwater.domain.counterparty;

import io.breakwater.kernel.Hash64;
import io.breakwater.kernel.LongMap;
import io.breakwater.kernel.RequestId;

/**
 * The requests decided lately, so that one id has one outcome (I-05). Outcomes are kept for the latest items; the UUIDs
 * of the messages that carried them much longer, since one UUID stands for up to 4,096 items. Both in two generations
 * of a fixed size: when the younger is full the older is forgotten. A UUID that is still known without its outcome is
 * answered UNKNOWN; one that may have been forgotten is too old. Neither is decided again.
 *
 * @param current the younger generation of outcomes, by {@link RequestId#key}
 * @param previous the older one
 * @param messages the younger generation of UUIDs, by {@link #messageKey}; the value counts what had been decided
 *     before the first of its items
 * @param earlierMessages the older one
 * @param lastMessage key of the UUID seen last
 * @param lastItem the highest place among its items that were decided
 * @param lastFrom what had been decided before the first of its items
 * @param decided items decided so far
 * @param kept outcomes of items decided from this count on are all kept
 * @param currentFrom the count at which {@code current} began
 * @param newestMillis the latest time among {@code messages}, epoch millis
 * @param earlierNewestMillis the latest time among {@code earlierMessages}
 * @param floorMillis UUIDs made at or before it are too old: they may have been forgotten
 */
public record RequestWindow(
        LongMap<Remembered> current,
        LongMap<Remembered> previous,
        LongMap<Long> messages,
        LongMap<Long> earlierMessages,
        long lastMessage,
        int lastItem,
        long lastFrom,
        long decided,
        long kept,
        long currentFrom,
        long newestMillis,
        long earlierNewestMillis,
        long floorMillis) {

    /** Outcomes in one generation; at least this many of the latest are always known. */
    public static final int GENERATION = 16_384;
    /** UUIDs in one generation. */
    public static final int MESSAGES = 32_768;

    /**
     * @param body fingerprint of the request
     * @param rejection {@link CounterpartyRejection#NONE} when it was accepted
     */
    public record Remembered(long body, long reference, CounterpartyRejection rejection) {}

    public static final RequestWindow EMPTY =
            new RequestWindow(LongMap.empty(), LongMap.empty(), LongMap.empty(), LongMap.empty(), 0, 0, 0, 0, 0, 0, 0, 0,
                    0);

    /** Null when the id is not known. The items of a message come in order: one after the last is a new one. */
    public Remembered find(RequestId id) {
        long message = messageKey(id);
        boolean isNew = message == lastMessage ? id.item() > lastItem : !isKnown(message);
        if (isNew) {
            return null;
        }
        Remembered found = current.get(id.key());
        return found != null ? found : previous.get(id.key());
    }

    /** True when the id's message is known and the outcome of this item, if it was decided, is no longer kept. */
    public boolean hasForgotten(RequestId id) {
        long key = messageKey(id);
        if (key == lastMessage) {
            return lastFrom < kept;
        }
        Long begun = begunAt(key);
        return begun != null && begun < kept;
    }

    /** True when nobody can tell any more whether the id's message was decided. */
    public boolean isTooOld(RequestId id) {
        return id.timestampMillis() <= floorMillis && !isKnown(messageKey(id));
    }

    private boolean isKnown(long message) {
        return message == lastMessage || begunAt(message) != null;
    }

    /** Null when the message is not known. */
    private Long begunAt(long message) {
        Long begun = messages.get(message);
        return begun != null ? begun : earlierMessages.get(message);
    }

    public RequestWindow with(RequestId id, Remembered outcome) {
        long message = messageKey(id);
        if (message == lastMessage) {
            return withOutcome(id, outcome, message, Math.max(lastItem, id.item()), lastFrom);
        }
        Long begun = begunAt(message);
        // How far an earlier message had come is not kept: every item of it is looked up from now on.
        return begun != null
                ? withOutcome(id, outcome, message, Integer.MAX_VALUE, begun)
                : withMessage(message, id.timestampMillis()).withOutcome(id, outcome, message, id.item(), decided);
    }

    private RequestWindow withOutcome(RequestId id, Remembered outcome, long message, int item, long from) {
        boolean full = current.size() >= GENERATION;
        LongMap<Remembered> younger = full ? LongMap.<Remembered>empty() : current;
        return new RequestWindow(younger.put(id.key(), outcome), full ? current : previous, messages, earlierMessages,
                message, item, from, decided + 1, full ? currentFrom : kept, full ? decided : currentFrom,
                newestMillis, earlierNewestMillis, floorMillis);
    }

    private RequestWindow withMessage(long key, long millis) {
        boolean full = messages.size() >= MESSAGES;
        LongMap<Long> younger = full ? LongMap.<Long>empty() : messages;
        return new RequestWindow(current, previous, younger.put(key, decided), full ? messages : earlierMessages, key,
                0, decided, decided, kept, currentFrom, full ? millis : Math.max(newestMillis, millis),
                full ? newestMillis : earlierNewestMillis,
                full ? Math.max(floorMillis, earlierNewestMillis) : floorMillis);
    }

    private static long messageKey(RequestId id) {
        return Hash64.combine(id.msb(), id.lsb());
    }
}
