package io.breakwater.feed.live;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.io.JsonEOFException;
import io.breakwater.feed.Decimal;
import io.breakwater.feed.Fault;
import io.breakwater.feed.FeedFault;
import java.io.IOException;

/**
 * A message read as a stream, its numbers as they were written. Stands on a value; every method answers about it, or
 * moves on. What is not as expected is a {@link FeedFault}.
 */
public final class Json {
    private static final int MOST_DEPTH = 32;
    private static final int MOST_NUMBER = 64;
    private static final int MOST_TEXT = 1 << 16;
    private static final JsonFactory FACTORY = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(MOST_DEPTH)
                    .maxNumberLength(MOST_NUMBER)
                    .maxStringLength(MOST_TEXT)
                    .build())
            .build();

    private final JsonParser parser;

    private Json(JsonParser parser) {
        this.parser = parser;
    }

    /** Stands on the message's only value. */
    public static Json of(String text) {
        try {
            Json json = new Json(FACTORY.createParser(text));
            json.advance();
            return json;
        } catch (IOException broken) {
            throw fault(broken);
        }
    }

    private static FeedFault fault(IOException broken) {
        return new FeedFault(broken instanceof JsonEOFException ? Fault.TRUNCATED : Fault.MALFORMED,
                String.valueOf(broken.getMessage()));
    }

    private JsonToken advance() {
        try {
            JsonToken token = parser.nextToken();
            if (token == null) {
                throw new FeedFault(Fault.TRUNCATED, "ends early");
            }
            return token;
        } catch (IOException broken) {
            throw fault(broken);
        }
    }

    /** Whether it stands on an object. */
    public boolean isObject() {
        return parser.currentToken() == JsonToken.START_OBJECT;
    }

    public boolean isArray() {
        return parser.currentToken() == JsonToken.START_ARRAY;
    }

    /** Goes to the next field of the object that it is in or stands on, and answers its name; null at the end. */
    public String field() {
        JsonToken token = advance();
        if (token == JsonToken.END_OBJECT) {
            return null;
        }
        if (token != JsonToken.FIELD_NAME) {
            throw new FeedFault(Fault.MALFORMED, "no object");
        }
        String name = name();
        advance();
        return name;
    }

    private String name() {
        try {
            return parser.currentName();
        } catch (IOException broken) {
            throw fault(broken);
        }
    }

    /** Goes to the field of the object that it stands on; false at the object's end. */
    public boolean find(String wanted) {
        for (String name = field(); name != null; name = field()) {
            if (name.equals(wanted)) {
                return true;
            }
            skip();
        }
        return false;
    }

    /** Goes to the next element of the array that it is in or stands on; false at the end. */
    public boolean element() {
        return advance() != JsonToken.END_ARRAY;
    }

    /** Goes to the end of an object or array; stays on anything else. */
    public void skip() {
        try {
            parser.skipChildren();
        } catch (IOException broken) {
            throw fault(broken);
        }
    }

    /** Of a number, or of a text that holds one; absent for null and an empty text. */
    public Decimal decimal() {
        try {
            return switch (parser.currentToken()) {
                case VALUE_NULL -> Decimal.ABSENT;
                case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT, VALUE_STRING -> Decimal.parse(
                        parser.getTextCharacters(), parser.getTextOffset(), parser.getTextLength());
                default -> throw new FeedFault(Fault.MALFORMED, "no number but " + parser.currentToken());
            };
        } catch (IOException broken) {
            throw fault(broken);
        }
    }

    /** A whole number, or a text that holds one. */
    public long number() {
        Decimal value = decimal();
        if (!value.isPresent() || value.scale() != 0) {
            throw new FeedFault(Fault.MALFORMED, "no whole number but " + value);
        }
        return value.unscaled();
    }

    /** Milliseconds since the epoch as micros. */
    public long millis() {
        return micros(number());
    }

    /** A time in milliseconds as micros. @throws FeedFault OVERFLOW */
    public static long micros(long millis) {
        if (millis < 0 || millis > Long.MAX_VALUE / 1_000) {
            throw new FeedFault(Fault.OVERFLOW, "no time: " + millis);
        }
        return millis * 1_000;
    }

    /** Of a text, number or flag; empty for null. */
    public String text() {
        try {
            if (!parser.currentToken().isScalarValue()) {
                throw new FeedFault(Fault.MALFORMED, "no text but " + parser.currentToken());
            }
            return parser.currentToken() == JsonToken.VALUE_NULL ? "" : parser.getText();
        } catch (IOException broken) {
            throw fault(broken);
        }
    }

    /** Whether it stands on {@code true}. */
    public boolean isTrue() {
        return parser.currentToken() == JsonToken.VALUE_TRUE;
    }
}
