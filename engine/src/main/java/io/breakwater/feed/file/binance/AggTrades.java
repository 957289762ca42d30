package io.breakwater.feed.file.binance;

import io.breakwater.feed.Fault;
import io.breakwater.feed.FeedFault;
import io.breakwater.feed.Observation;
import io.breakwater.feed.Sink;
import io.breakwater.feed.VenueSymbol;
import io.breakwater.feed.file.Row;
import io.breakwater.feed.file.RowReader;

/** {@code agg_trade_id,price,quantity,first_trade_id,last_trade_id,transact_time,is_buyer_maker} */
record AggTrades(VenueSymbol of) implements RowReader {
    private static final int TIME = 5;
    private static final int BUYER_IS_MAKER = 6;

    @Override
    public void read(Row row, Sink sink) {
        long id = row.number(0);
        sink.observed(new Observation.Trade(of, BinanceFile.stamp(BinanceFile.micros(row, TIME), id), row.text(0),
                row.decimal(1), row.decimal(2), side(row.text(BUYER_IS_MAKER))));
    }

    private static Observation.Side side(String buyerIsMaker) {
        if (buyerIsMaker.equalsIgnoreCase("true")) {
            return Observation.Side.SELL;
        }
        if (buyerIsMaker.equalsIgnoreCase("false")) {
            return Observation.Side.BUY;
        }
        throw new FeedFault(Fault.MALFORMED, "neither true nor false: " + buyerIsMaker);
    }
}
