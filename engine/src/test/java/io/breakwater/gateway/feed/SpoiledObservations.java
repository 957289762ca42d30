package io.breakwater.gateway.feed;

import com.google.protobuf.TextFormat;
import io.breakwater.feed.Fault;
import io.breakwater.feed.FeedFault;
import io.breakwater.feed.Observation;
import io.breakwater.v1.MarketObservation;
import java.util.List;

/** What callers bring, written out as text so that it can be spoiled, read as the node reads it. */
public final class SpoiledObservations {
    private static final String HEAD = "symbol: \"B\" venue_time { seconds: 1700000000 nanos: 5000000 } ";

    private SpoiledObservations() {}

    /** One of each sort. */
    public static List<String> good() {
        return List.of(
                HEAD + "trade { id: \"9\" price: \"37000.5\" amount: \"10\" }",
                HEAD + "sequence: 7 quote { bid: \"36999.5\" bid_amount: \"3\" ask: \"37000\" ask_amount: \"4\" }",
                HEAD + "ticker { mark: \"37000.12\" index: \"37001.5\" last: \"37000\" funding: \"0.0001\" }",
                HEAD + "option { mark: \"0.0421\" underlying: \"37100\" index: \"37001.5\" mark_volatility: \"0.55\""
                        + " delta: \"0.31\" quote { bid: \"0.042\" ask: \"0.043\" } }",
                HEAD + "index_price: \"37001.52\"",
                HEAD + "state: VENUE_STATE_HALTED");
    }

    /** @throws FeedFault where it cannot be read */
    public static Observation read(String text, long receivedMicros) {
        MarketObservation.Builder wire = MarketObservation.newBuilder();
        try {
            TextFormat.merge(text, wire);
        } catch (TextFormat.ParseException noMessage) {
            throw new FeedFault(Fault.MALFORMED, String.valueOf(noMessage.getMessage()));
        }
        return new ObservationReader("v", receivedMicros).read(wire.build());
    }
}
