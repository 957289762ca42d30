package io.breakwater.feed.fix;

import io.breakwater.kernel.Hash64;
import io.breakwater.kernel.RequestId;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.concurrent.TimeUnit;
import quickfix.FieldNotFound;
import quickfix.Message;

/**
 * Ids of facts that carry no key of their own: the same for the same message, however often and in whichever life of
 * the node it comes.
 */
final class StatedIds {
    private static final long VERSION = 7L << 12;
    private static final long VARIANT = 0b10L << 62;

    private final String session;

    StatedIds(String session) {
        this.session = session;
    }

    /** @param own what the message is known by with whoever says it @param about what it is about, as a hash */
    RequestId of(Message message, String own, long about) throws FieldNotFound {
        long named = Hash64.combine(Hash64.of(session), Hash64.of(own));
        long hash = Hash64.combine(named, about);
        long millis = TimeUnit.MICROSECONDS.toMillis(micros(message));
        return new RequestId(millis << 16 | VERSION | named & 0xFFF, VARIANT | hash >>> 2, 0);
    }

    /** Of the transaction; where that is not told, of the first time that the message was sent. */
    static long micros(Message message) throws FieldNotFound {
        LocalDateTime time = message.isSetField(Tags.TRANSACT_TIME) ? message.getUtcTimeStamp(Tags.TRANSACT_TIME)
                : message.getHeader().getUtcTimeStamp(message.getHeader().isSetField(Tags.ORIG_SENDING_TIME)
                        ? Tags.ORIG_SENDING_TIME : Tags.SENDING_TIME);
        return time.toEpochSecond(ZoneOffset.UTC) * 1_000_000 + time.getNano() / 1_000;
    }
}
