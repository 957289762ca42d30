package io.breakwater.feed.live.binance;

/** Which of Binance's markets. */
public enum BinanceMarket {
    SPOT("binance", "/api/v3/"),
    USDM("binance-usdm", "/fapi/v1/"),
    COINM("binance-coinm", "/dapi/v1/");

    private final String venue;
    private final String root;

    BinanceMarket(String venue, String root) {
        this.venue = venue;
        this.root = root;
    }

    String venue() {
        return venue;
    }

    String depthPath(String symbol) {
        return root + "depth?limit=1000&symbol=" + symbol;
    }

    /** Of the spot market empty: what it answers is too large, and it tells of no changes. */
    String statesPath() {
        return this == SPOT ? "" : root + "exchangeInfo";
    }

    boolean hasMarks() {
        return this != SPOT;
    }
}
