package io.breakwater.feed.file.binance;

import io.breakwater.feed.Stamp;
import io.breakwater.feed.VenueSymbol;
import io.breakwater.feed.file.Row;
import io.breakwater.feed.file.RowReader;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Which of Binance's files it is, and how it writes times. */
public final class BinanceFile {
    private static final String VENUE = "binance";
    private static final Pattern NAME = Pattern.compile(
            "(?:binance_)?([A-Z0-9_]{2,40})-(aggTrades|bookDepth|fundingRate|liquidationSnapshot|\\d{1,2}[smhdwM]o?)"
                    + "-.{4,40}");
    /** Times of 10¹⁴ and more are microseconds: in milliseconds that would be the year 5138. */
    private static final long FIRST_MICROS = 100_000_000_000_000L;
    private static final int MICROS_A_MILLI = 1_000;

    private BinanceFile() {}

    /** Null where the name is none of Binance's. */
    public static RowReader of(String fileName, Row first) {
        Matcher name = NAME.matcher(fileName);
        if (!name.matches()) {
            return null;
        }
        VenueSymbol of = new VenueSymbol(VENUE, name.group(1));
        return switch (name.group(2)) {
            case "aggTrades" -> new AggTrades(of);
            case "bookDepth" -> new BookDepth(of);
            case "fundingRate" -> new FundingRates(of);
            case "liquidationSnapshot" -> isHeader(first) ? Liquidations.with(of, first) : new Liquidations(of);
            default -> new Klines(of);
        };
    }

    /** Names begin with a letter in each of its fields; data never do in all. */
    public static boolean isHeader(Row first) {
        String text = first.toString();
        return !text.isEmpty() && Character.isLetter(text.charAt(0));
    }

    static long micros(Row row, int field) {
        long time = row.number(field);
        return time >= FIRST_MICROS ? time : time * MICROS_A_MILLI;
    }

    static Stamp stamp(long micros, long sequence) {
        return new Stamp(micros, micros, sequence);
    }
}
