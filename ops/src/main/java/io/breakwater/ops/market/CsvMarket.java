package io.breakwater.ops.market;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import java.io.IOException;
import java.io.Reader;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;

/** Reads the lines of a market file: finds the format in the first line and turns every line into observations. */
final class CsvMarket {
    /** Times of 10¹⁴ and more are microseconds: in milliseconds that would be the year 5138. */
    private static final long FIRST_MICROS = 100_000_000_000_000L;
    private static final int KLINE_FIELDS = 6;
    private static final int TRADE_FIELDS = 8;

    private CsvMarket() {}

    /** Hands on every observation in the order of the file. */
    static void read(Reader text, Consumer<Observation> into) throws IOException {
        try (CsvReader<CsvRecord> lines = CsvReader.builder().skipEmptyLines(true).ofCsvRecord(text)) {
            Format format = null;
            for (CsvRecord line : lines) {
                if (format == null) {
                    format = Format.of(line);
                    if (!isNumber(line.getField(format.timeField))) {
                        continue;
                    }
                }
                read(format, line, into);
            }
        }
    }

    private enum Format {
        /** open_time, open, high, low, close, volume, close_time, … */
        BINANCE_KLINES(0),
        /** exchange, symbol, timestamp, local_timestamp, id, side, price, amount */
        TARDIS_TRADES(2);

        private final int timeField;

        Format(int timeField) {
            this.timeField = timeField;
        }

        static Format of(CsvRecord first) {
            List<String> fields = first.getFields();
            String head = fields.getFirst().toLowerCase(Locale.ROOT);
            if (head.equals("exchange") && fields.size() >= TRADE_FIELDS && fields.get(6).equals("price")) {
                return TARDIS_TRADES;
            }
            boolean header = head.matches("open[_ ]?time");
            if (fields.size() >= KLINE_FIELDS && (header || isNumber(fields.getFirst()))) {
                return BINANCE_KLINES;
            }
            throw new IllegalArgumentException("the first line is neither a Binance kline "
                    + "(open_time,open,high,low,close,volume,…) nor the header of Tardis trades "
                    + "(exchange,symbol,timestamp,local_timestamp,id,side,price,amount)");
        }
    }

    private static boolean isNumber(String text) {
        return text.matches("[0-9]{1,18}");
    }

    private static void read(Format format, CsvRecord line, Consumer<Observation> into) {
        try {
            switch (format) {
                case BINANCE_KLINES -> kline(line, into);
                case TARDIS_TRADES -> into.accept(new Observation(micros(line.getField(2)), priceE8(line.getField(6))));
            }
        } catch (ArithmeticException | IllegalArgumentException | IndexOutOfBoundsException e) {
            throw new IllegalArgumentException("line " + line.getStartingLineNumber() + ": " + e.getMessage(), e);
        }
    }

    /** Open, the nearer extreme, the other one, close: a rising candle is taken to have dipped first. */
    private static void kline(CsvRecord line, Consumer<Observation> into) {
        long from = micros(line.getField(0));
        long to = line.getFieldCount() > 6 ? micros(line.getField(6)) : from;
        long step = Math.max(0, to - from) / 3;
        boolean rising = priceE8(line.getField(4)) >= priceE8(line.getField(1));
        into.accept(new Observation(from, priceE8(line.getField(1))));
        into.accept(new Observation(from + step, priceE8(line.getField(rising ? 3 : 2))));
        into.accept(new Observation(from + 2 * step, priceE8(line.getField(rising ? 2 : 3))));
        into.accept(new Observation(Math.max(from, to), priceE8(line.getField(4))));
    }

    private static long micros(String text) {
        if (!isNumber(text)) {
            throw new IllegalArgumentException("'" + text + "' is not a time in milliseconds or microseconds");
        }
        long time = Long.parseLong(text);
        return time >= FIRST_MICROS ? time : Math.multiplyExact(time, 1_000L);
    }

    private static long priceE8(String text) {
        if (!text.matches("[0-9]{1,12}(\\.[0-9]{0,18})?")) {
            throw new IllegalArgumentException("'" + text + "' is not a price");
        }
        BigDecimal price = new BigDecimal(text).setScale(Observation.SCALE, RoundingMode.HALF_EVEN);
        return price.movePointRight(Observation.SCALE).longValueExact();
    }
}
