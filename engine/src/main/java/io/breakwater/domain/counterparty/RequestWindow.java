package io.breakwater.domain.counterparty;

import io.breakwater.kernel.GrowingMap;
import io.breakwater.kernel.Hash64;
import io.breakwater.kernel.RequestId;
import io.breakwater.kernel.Series;
import java.util.List;

/**
 * The requests decided lately, so that one id has one outcome (I-05). Outcomes are kept by message, for the latest
 * items; the UUIDs of messages much longer, since one UUID stands for up to 4,096 items. Both in two generations of a
 * bounded size: when the younger is full the older is forgotten. An item of a UUID that is still known without its
 * outcomes is answered UNKNOWN; a UUID that may have been forgotten is too old. Neither is decided again.
 *
 * @param last outcomes of the message seen last, in the order of its items
 * @param lastMessage key of that message
 * @param lastItem the highest place among its items that were decided
 * @param lastFrom what had been decided before the first of its items
 * @param current the younger generation of outcomes, by {@link #messageKey}
 * @param previous the older one
 * @param messages the younger generation of UUIDs, by {@link #messageKey}; the value counts what had been decided
 *     before the first of its items
 * @param earlierMessages the older one
 * @param decided items decided so far
 * @param kept outcomes of messages that began at this count or later are all kept
 * @param currentFrom the count at which {@code current} began
 * @param newestMillis the latest time among {@code messages}, epoch millis
 * @param earlierNewestMillis the latest time among {@code earlierMessages}
 * @param floorMillis UUIDs made at or before it are too old: they may have been forgotten
 */
public record RequestWindow(
        List<Remembered> last,
        long lastMessage,
        int lastItem,
        long lastFrom,
        GrowingMap<List<Remembered>> current,
        GrowingMap<List<Remembered>> previous,
        GrowingMap<Long> messages,
        GrowingMap<Long> earlierMessages,
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
     * @param item its place in the message
     * @param body fingerprint of the request
     * @param rejection {@link CounterpartyRejection#NONE} when it was accepted
     */
    public record Remembered(int item, long body, long reference, CounterpartyRejection rejection) {}

    public static final RequestWindow EMPTY = new RequestWindow(List.of(), 0, 0, 0, GrowingMap.empty(),
            GrowingMap.empty(), GrowingMap.empty(), GrowingMap.empty(), 0, 0, 0, 0, 0, 0);

    /** Null when the id is not known. The items of a message come in order: one after the last is a new one. */
    public Remembered find(RequestId id) {
        long message = messageKey(id);
        if (message == lastMessage) {
            return id.item() > lastItem ? null : find(last, id.item());
        }
        if (isNewest(id)) {
            return null;
        }
        Remembered found = begunAt(message, id) == null ? null : find(current.get(message), id.item());
        return found != null ? found : find(previous.get(message), id.item());
    }

    private static Remembered find(List<Remembered> outcomes, int item) {
        if (outcomes != null) {
            for (Remembered each : outcomes) {
                if (each.item() == item) {
                    return each;
                }
            }
        }
        return null;
    }

    /** True when the id's message is known and the outcome of this item, if it was decided, is no longer kept. */
    public boolean hasForgotten(RequestId id) {
        long message = messageKey(id);
        if (message == lastMessage) {
            return lastFrom < kept;
        }
        Long begun = begunAt(message, id);
        return begun != null && begun < kept;
    }

    /** True when nobody can tell any more whether the id's message was decided. */
    public boolean isTooOld(RequestId id) {
        return id.timestampMillis() <= floorMillis && !isKnown(messageKey(id), id);
    }

    private boolean isKnown(long message, RequestId id) {
        return message == lastMessage || begunAt(message, id) != null;
    }

    /** True when it was made after all that are known or were forgotten, as most are: nothing needs to be looked up. */
    private boolean isNewest(RequestId id) {
        return id.timestampMillis() > Math.max(floorMillis, Math.max(newestMillis, earlierNewestMillis));
    }

    /** Null when the message is not known. */
    private Long begunAt(long message, RequestId id) {
        if (isNewest(id)) {
            return null;
        }
        Long begun = messages.get(message);
        return begun != null ? begun : earlierMessages.get(message);
    }

    public RequestWindow with(RequestId id, Remembered outcome) {
        long message = messageKey(id);
        if (message == lastMessage) {
            return appended(outcome);
        }
        Long begun = begunAt(message, id);
        return begun == null ? begun(message, id, outcome) : turnedTo(message, begun).appended(outcome);
    }

    private RequestWindow appended(Remembered outcome) {
        return new RequestWindow(Series.append(last, outcome), lastMessage, Math.max(lastItem, outcome.item()),
                lastFrom, current, previous, messages, earlierMessages, decided + 1, kept, currentFrom, newestMillis,
                earlierNewestMillis, floorMillis);
    }

    /** Puts the last message away and goes on with a new one. In one step: where many send little, most are first. */
    private RequestWindow begun(long message, RequestId id, Remembered outcome) {
        boolean full = isFull();
        boolean named = messages.size() >= MESSAGES;
        GrowingMap<Long> younger = named ? GrowingMap.<Long>empty() : messages;
        long millis = id.timestampMillis();
        return new RequestWindow(Series.append(List.of(), outcome), message, outcome.item(), decided,
                full ? GrowingMap.<List<Remembered>>empty() : filled(), full ? filled() : previous,
                younger.putNew(message, decided), named ? messages : earlierMessages, decided + 1,
                full ? currentFrom : kept, full ? decided : currentFrom,
                named ? millis : Math.max(newestMillis, millis), named ? newestMillis : earlierNewestMillis,
                named ? Math.max(floorMillis, earlierNewestMillis) : floorMillis);
    }

    /** Puts the last message away and goes on with an earlier one. */
    private RequestWindow turnedTo(long message, long begun) {
        boolean full = isFull();
        GrowingMap<List<Remembered>> younger = full ? GrowingMap.<List<Remembered>>empty() : filled();
        GrowingMap<List<Remembered>> older = full ? filled() : previous;
        // How far an earlier message had come is not kept: every item of it is looked up from now on.
        List<Remembered> known = younger.containsKey(message) ? younger.get(message)
                : older.getOrDefault(message, List.of());
        return new RequestWindow(known, message, Integer.MAX_VALUE, begun, younger, older, messages, earlierMessages,
                decided, full ? currentFrom : kept, full ? decided : currentFrom, newestMillis, earlierNewestMillis,
                floorMillis);
    }

    private boolean isFull() {
        return decided - currentFrom >= GENERATION;
    }

    /** The younger generation with the last message in it: anew, unless it was turned to. */
    private GrowingMap<List<Remembered>> filled() {
        if (last.isEmpty()) {
            return current;
        }
        return lastItem == Integer.MAX_VALUE ? current.put(lastMessage, last) : current.putNew(lastMessage, last);
    }

    private static long messageKey(RequestId id) {
        return Hash64.combine(id.msb(), id.lsb());
    }
}
