package io.breakwater.feed;

import io.breakwater.kernel.Decimals;

/** Reads one number, {@code [-]digits[.digits][e[±]digits]}; used once. */
final class DecimalText {
    private static final int MAX_LENGTH = 48;
    private static final int MAX_EXPONENT = 99;

    private final char[] text;
    private final int from;
    private final int end;
    private int next;
    private long value;
    private int scale;
    private int zeros;
    private boolean isCut;

    DecimalText(char[] text, int from, int length) {
        this.text = text;
        this.from = from;
        this.end = from + length;
        this.next = from;
    }

    Decimal read() {
        if (end - from > MAX_LENGTH) {
            throw new FeedFault(Fault.MALFORMED, "a number of " + (end - from) + " characters");
        }
        boolean isNegative = text[next] == '-';
        if (isNegative) {
            next++;
        }
        int begin = next;
        readWhole();
        boolean isAny = next > begin;
        if (next < end && text[next] == '.') {
            int point = next++;
            readFraction();
            isAny = isAny && next > point + 1;
        }
        if (!isAny) {
            throw unreadable();
        }
        if (next < end) {
            shift(readExponent());
        }
        return new Decimal(isNegative ? -value : value, scale);
    }

    private void readWhole() {
        for (; next < end && isDigit(text[next]); next++) {
            int digit = text[next] - '0';
            if (value > (Long.MAX_VALUE - digit) / 10) {
                throw new FeedFault(Fault.OVERFLOW, string());
            }
            value = value * 10 + digit;
        }
    }

    private void readFraction() {
        for (; next < end && isDigit(text[next]); next++) {
            if (text[next] == '0') {
                zeros++;
            } else if (!isCut) {
                append(text[next] - '0');
            }
        }
    }

    /** Zeros are held back until a digit follows them. */
    private void append(int digit) {
        int places = zeros + 1;
        isCut = scale + places > Decimals.MAX_SCALE
                || value >= Decimals.powerOfTen(Decimals.MAX_SCALE - Math.min(places, Decimals.MAX_SCALE));
        if (!isCut) {
            value = value * Decimals.powerOfTen(places) + digit;
            scale += places;
            zeros = 0;
        }
    }

    private int readExponent() {
        if (text[next] != 'e' && text[next] != 'E') {
            throw unreadable();
        }
        next++;
        boolean isDown = next < end && text[next] == '-';
        if (next < end && (isDown || text[next] == '+')) {
            next++;
        }
        int begin = next;
        int exponent = 0;
        for (; next < end && isDigit(text[next]); next++) {
            exponent = Math.min(MAX_EXPONENT, exponent * 10 + text[next] - '0');
        }
        if (next == begin || next < end) {
            throw unreadable();
        }
        return isDown ? -exponent : exponent;
    }

    private void shift(int exponent) {
        scale -= exponent;
        for (; scale < 0 && value != 0; scale++) {
            if (value > Long.MAX_VALUE / 10) {
                throw new FeedFault(Fault.OVERFLOW, string());
            }
            value *= 10;
        }
        for (; scale > Decimals.MAX_SCALE && value != 0; scale--) {
            value /= 10;
        }
        for (; scale > 0 && value % 10 == 0 && value != 0; scale--) {
            value /= 10;
        }
        scale = value == 0 ? 0 : scale;
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    private String string() {
        return new String(text, from, end - from);
    }

    private FeedFault unreadable() {
        String said = string();
        String bare = said.startsWith("-") || said.startsWith("+") ? said.substring(1) : said;
        boolean isNone = bare.equalsIgnoreCase("nan") || bare.regionMatches(true, 0, "inf", 0, 3);
        return new FeedFault(isNone ? Fault.NOT_A_NUMBER : Fault.MALFORMED, said);
    }
}
