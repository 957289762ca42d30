package io.breakwater.gateway.edge;

import com.google.protobuf.Duration;
import com.google.protobuf.Message;
import com.google.protobuf.Timestamp;
import io.breakwater.kernel.Decimals;
import io.breakwater.kernel.MalformedDecimal;

/** Reads single fields of a request and checks their form; a fault names the field. Knows no rule of the domain. */
public final class Fields {
    private static final long MICROS = 1_000_000;
    private static final int NANOS_A_MICRO = 1_000;
    /** 9999-12-31T23:59:59Z. */
    private static final long LAST_SECOND = 253_402_300_799L;

    private Fields() {}

    /** Text for people or an id of somebody else: 1 to {@code most} characters. */
    public static String text(String field, String value, int most) {
        if (value.isEmpty()) {
            throw missing(field);
        }
        return optionalText(field, value, most);
    }

    public static String optionalText(String field, String value, int most) {
        if (value.length() > most) {
            throw invalid(field, "at most " + most + " characters");
        }
        return value;
    }

    public static RequestFault missing(String field) {
        return RequestFault.of(ErrorReason.FIELD_MISSING, field, "must be set");
    }

    public static RequestFault invalid(String field, String remedy) {
        return RequestFault.of(ErrorReason.FIELD_INVALID, field, remedy);
    }

    public static RequestFault unknownEnum(String field) {
        return RequestFault.of(ErrorReason.ENUM_UNKNOWN, field, "must be one of the listed values");
    }

    /** A message that must be there. */
    public static void present(String field, boolean isSet) {
        if (!isSet) {
            throw missing(field);
        }
    }

    /**
     * The size of a list. What a list has beyond {@link ListBounds} was never read, so that it is not said how many
     * there were.
     */
    public static int count(String field, int size, int least, int most) {
        if (size < least) {
            throw size == 0 ? missing(field) : invalid(field, "at least " + least + ", not " + size);
        }
        if (size > most) {
            throw RequestFault.of(ErrorReason.TOO_MANY_ITEMS, field, "at most " + most);
        }
        return size;
    }

    public static int range(String field, int value, int least, int most) {
        if (value < least || value > most) {
            throw invalid(field, "between " + least + " and " + most);
        }
        return value;
    }

    /** A decimal string at a scale, exactly. */
    public static long decimal(String field, String text, int scale) {
        try {
            return Decimals.parse(text, scale);
        } catch (MalformedDecimal malformed) {
            throw fault(field, malformed);
        }
    }

    /** As {@link #decimal}; 0 where the field is empty. */
    public static long optionalDecimal(String field, String text, int scale) {
        return text.isEmpty() ? 0 : decimal(field, text, scale);
    }

    public static long positiveDecimal(String field, String text, int scale) {
        long value = decimal(field, text, scale);
        if (value <= 0) {
            throw invalid(field, "must be more than 0");
        }
        return value;
    }

    /** What is wrong with a decimal, as a fault of its field. */
    public static RequestFault fault(String field, MalformedDecimal malformed) {
        return switch (malformed.reason()) {
            case SYNTAX, TOO_LONG ->
                    RequestFault.of(ErrorReason.DECIMAL_MALFORMED, field, "must be a plain decimal: -?digits[.digits]");
            case TOO_PRECISE ->
                    RequestFault.of(ErrorReason.DECIMAL_INEXACT, field,
                            "has more digits after the point than its scale");
            case OVERFLOW -> RequestFault.of(ErrorReason.DECIMAL_OVERFLOW, field, "does not fit 64 bits at its scale");
        };
    }

    /** Epoch micros; {@code absent} where the field is not set. */
    public static long micros(String field, Timestamp time, long absent) {
        if (isDefault(time)) {
            return absent;
        }
        boolean inRange = time.getSeconds() >= 0 && time.getSeconds() <= LAST_SECOND;
        if (!inRange || !areWholeMicros(time.getNanos())) {
            throw RequestFault.of(ErrorReason.TIME_MALFORMED, field,
                    "between 1970 and 9999, not finer than a microsecond");
        }
        return time.getSeconds() * MICROS + time.getNanos() / NANOS_A_MICRO;
    }

    /** Epoch micros of the hot messages: not negative, at most the end of 9999; 0 stands for {@code absent}. */
    public static long micros(String field, long micros, long absent) {
        if (micros < 0 || micros > LAST_SECOND * MICROS) {
            throw RequestFault.of(ErrorReason.TIME_MALFORMED, field, "between 1970 and 9999, in microseconds");
        }
        return micros == 0 ? absent : micros;
    }

    /** Micros of a span; {@code absent} where it is not set. */
    public static long micros(String field, Duration span, long absent) {
        if (isDefault(span)) {
            return absent;
        }
        boolean inRange = span.getSeconds() >= 0 && span.getSeconds() <= LAST_SECOND;
        if (!inRange || !areWholeMicros(span.getNanos())) {
            throw RequestFault.of(ErrorReason.TIME_MALFORMED, field,
                    "must not be negative, nor finer than a microsecond");
        }
        return span.getSeconds() * MICROS + span.getNanos() / NANOS_A_MICRO;
    }

    private static boolean areWholeMicros(int nanos) {
        return nanos >= 0 && nanos < 1_000_000_000 && nanos % NANOS_A_MICRO == 0;
    }

    private static boolean isDefault(Message message) {
        return message.equals(message.getDefaultInstanceForType());
    }

    public static Timestamp timestamp(long micros) {
        return Timestamp.newBuilder()
                .setSeconds(Math.floorDiv(micros, MICROS))
                .setNanos((int) Math.floorMod(micros, MICROS) * NANOS_A_MICRO)
                .build();
    }

    public static Duration duration(long micros) {
        return Duration.newBuilder()
                .setSeconds(micros / MICROS)
                .setNanos((int) (micros % MICROS) * NANOS_A_MICRO)
                .build();
    }
}
