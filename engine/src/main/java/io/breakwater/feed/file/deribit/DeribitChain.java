package io.breakwater.feed.file.deribit;

import io.breakwater.feed.Decimal;
import io.breakwater.feed.Fault;
import io.breakwater.feed.FeedFault;
import io.breakwater.feed.Observation;
import io.breakwater.feed.Observation.Greeks;
import io.breakwater.feed.Observation.Touch;
import io.breakwater.feed.Observation.Vols;
import io.breakwater.feed.Sink;
import io.breakwater.feed.Stamp;
import io.breakwater.feed.VenueSymbol;
import io.breakwater.feed.file.Columns;
import io.breakwater.feed.file.Row;
import io.breakwater.feed.file.RowReader;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.time.Instant;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/**
 * Rows of a snapshot were not taken at one instant though they carry one time. The index of each currency is told once,
 * before the first option that names it.
 */
public final class DeribitChain implements RowReader {
    private static final String VENUE = "deribit";

    private final Columns columns;
    private final Map<String, Decimal> indexes = new HashMap<>();
    private String lastTime = "";
    private long lastMicros;

    public DeribitChain(Row header) {
        this.columns = new Columns(header);
        columns.of("mark_price");
    }

    public static boolean isHeader(Row first) {
        return first.is(0, "timestamp") && new Columns(first).has("instrument_name");
    }

    @Override
    public void read(Row row, Sink sink) {
        long micros = micros(row.text(columns.of("timestamp")));
        Stamp at = new Stamp(micros, micros, 0);
        tellIndex(row, at, sink);
        Touch touch = new Touch(at(row, "bid_price").orAbsentIfZero(), Decimal.ABSENT,
                at(row, "ask_price").orAbsentIfZero(), Decimal.ABSENT);
        Greeks greeks = new Greeks(at(row, "delta"), Decimal.ABSENT, at(row, "vega"), Decimal.ABSENT, Decimal.ABSENT);
        Vols vols = new Vols(Decimal.ABSENT, Decimal.ABSENT, at(row, "implied_volatility"));
        VenueSymbol of = new VenueSymbol(VENUE, row.text(columns.of("instrument_name")));
        sink.observed(new Observation.OptionTicker(of, at, touch, vols, greeks, at(row, "mark_price"),
                at(row, "futures_price"), at(row, "index_price"), at(row, "open_interest")));
    }

    private Decimal at(Row row, String name) {
        return row.decimal(columns.orNone(name));
    }

    private void tellIndex(Row row, Stamp at, Sink sink) {
        Decimal index = at(row, "index_price");
        String currency = row.text(columns.of("currency")).toLowerCase(Locale.ROOT);
        if (index.isPresent() && currency.length() < 16 && indexes.putIfAbsent(currency, index) == null) {
            sink.observed(new Observation.IndexPrice(new VenueSymbol(VENUE, currency + "_usd"), at, index));
        }
    }

    /** Rows of a snapshot share their time: it is read once. */
    private long micros(String text) {
        if (!text.equals(lastTime)) {
            try {
                lastMicros = ChronoUnit.MICROS.between(Instant.EPOCH, OffsetDateTime.parse(text).toInstant());
            } catch (DateTimeException | ArithmeticException unreadable) {
                throw new FeedFault(Fault.MALFORMED, "not a time: " + text);
            }
            lastTime = text;
        }
        return lastMicros;
    }
}
