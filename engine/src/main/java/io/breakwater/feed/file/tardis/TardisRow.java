package io.breakwater.feed.file.tardis;

import io.breakwater.feed.Decimal;
import io.breakwater.feed.Observation;
import io.breakwater.feed.Observation.Level;
import java.util.List;
import java.util.Locale;

/** How each kind of observation is written as a row. */
enum TardisRow {
    TRADES("trades", "id,side,price,amount"),
    LIQUIDATIONS("liquidations", "id,side,price,amount"),
    QUOTES("quotes", "ask_amount,ask_price,bid_price,bid_amount"),
    BOOKS("book_snapshot_25", levelNames()),
    CHANGES("incremental_book_L2", "is_snapshot,side,price,amount"),
    DERIVATIVES("derivative_ticker", "funding_timestamp,funding_rate,predicted_funding_rate,open_interest,last_price,"
            + "index_price,mark_price"),
    OPTIONS("options_chain", "type,strike_price,expiration,open_interest,last_price,bid_price,bid_amount,bid_iv,"
            + "ask_price,ask_amount,ask_iv,mark_price,mark_iv,underlying_index,underlying_price,delta,gamma,vega,theta,"
            + "rho");

    /** Constants of an enum come before its fields. */
    private static final class Top {
        private static final int LEVELS = 25;
    }

    private final String fileKind;
    private final String columns;

    TardisRow(String fileKind, String columns) {
        this.fileKind = fileKind;
        this.columns = columns;
    }

    /** Null where there is no file for it. */
    static TardisRow of(Observation observation) {
        return switch (observation) {
            case Observation.Trade _ -> TRADES;
            case Observation.Liquidation _ -> LIQUIDATIONS;
            case Observation.Quote _ -> QUOTES;
            case Observation.Book it -> it.isWhole() && it.at().sequence() == 0 ? BOOKS : CHANGES;
            case Observation.Ticker _, Observation.IndexPrice _, Observation.Funding _ -> DERIVATIVES;
            case Observation.OptionTicker _ -> OPTIONS;
            case Observation.Candle _, Observation.Depth _, Observation.InstrumentState _ -> null;
        };
    }

    String fileKind() {
        return fileKind;
    }

    String header() {
        return "exchange,symbol,timestamp,local_timestamp," + columns;
    }

    /** Without the last line's end; a change of a book has a row for each of its levels, and none where it has none. */
    String rows(Observation it) {
        String head = it.of().venue() + "," + it.of().symbol() + "," + it.at().venueMicros() + ","
                + it.at().receivedMicros() + ",";
        return this == CHANGES ? changes(head, (Observation.Book) it) : head + switch (it) {
            case Observation.Trade trade -> traded(trade.id(), trade.side(), trade.price(), trade.amount());
            case Observation.Liquidation lost -> traded(lost.id(), lost.side(), lost.price(), lost.amount());
            case Observation.Quote(_, _, Observation.Touch at) ->
                    at.askSize() + "," + at.ask() + "," + at.bid() + "," + at.bidSize();
            case Observation.Book book -> levels(book);
            case Observation.Ticker ticker -> derivative(ticker.funding(), ticker.openInterest(), ticker.last()) + ","
                    + ticker.index() + "," + ticker.mark();
            case Observation.IndexPrice index ->
                    derivative(Decimal.ABSENT, Decimal.ABSENT, Decimal.ABSENT) + "," + index.price() + ",";
            case Observation.Funding funding ->
                    derivative(funding.rate(), Decimal.ABSENT, Decimal.ABSENT) + ",,";
            case Observation.OptionTicker option -> option(option);
            case Observation.Candle _, Observation.Depth _, Observation.InstrumentState _ -> "";
        };
    }

    private static String changes(String head, Observation.Book book) {
        StringBuilder rows = new StringBuilder();
        changes(rows, head + book.isWhole() + ",bid,", book.bids());
        changes(rows, head + book.isWhole() + ",ask,", book.asks());
        return rows.toString();
    }

    private static void changes(StringBuilder rows, String head, List<Level> side) {
        for (Level level : side) {
            rows.append(rows.isEmpty() ? "" : "\n").append(head).append(level.price()).append(',')
                    .append(level.amount());
        }
    }

    private static String traded(String id, Observation.Side side, Decimal price, Decimal amount) {
        return id + "," + side.name().toLowerCase(Locale.ROOT) + "," + price + "," + amount;
    }

    private static String derivative(Decimal funding, Decimal openInterest, Decimal last) {
        return "," + funding + ",," + openInterest + "," + last;
    }

    private static String option(Observation.OptionTicker it) {
        boolean isCall = it.of().symbol().endsWith("-C");
        return (isCall ? "call" : "put") + ",,," + it.openInterest() + ",," + it.touch().bid() + ","
                + it.touch().bidSize() + "," + it.vols().bid().hundredfold() + "," + it.touch().ask() + ","
                + it.touch().askSize() + "," + it.vols().ask().hundredfold() + "," + it.mark() + ","
                + it.vols().mark().hundredfold() + ",," + it.underlying() + "," + it.greeks().delta() + ","
                + it.greeks().gamma() + "," + it.greeks().vega() + "," + it.greeks().theta() + "," + it.greeks().rho();
    }

    private static String levelNames() {
        StringBuilder names = new StringBuilder();
        for (int i = 0; i < Top.LEVELS; i++) {
            names.append(i == 0 ? "" : ",").append("asks[").append(i).append("].price,asks[").append(i)
                    .append("].amount,bids[").append(i).append("].price,bids[").append(i).append("].amount");
        }
        return names.toString();
    }

    private static String levels(Observation.Book book) {
        StringBuilder row = new StringBuilder();
        for (int i = 0; i < Top.LEVELS; i++) {
            row.append(i == 0 ? "" : ",").append(level(book.asks(), i)).append(',').append(level(book.bids(), i));
        }
        return row.toString();
    }

    private static String level(List<Level> side, int index) {
        return index < side.size() ? side.get(index).price() + "," + side.get(index).amount() : ",";
    }
}
