package io.breakwater.feed.live.binance;

/** Which of Binance's markets. */
public enum BinanceMarket {
    SPOT("binance", "/api/v3/depth?limit=1000&symbol="),
    USDM("binance-usdm", "/fapi/v1/depth?limit=1000&symbol="),
    COINM("binance-coinm", "/dapi/v1/depth?limit=1000&symbol=");

    private final String venue;
    private final String depthPath;

    BinanceMarket(String venue, String depthPath) {
        this.venue = venue;
        this.depthPath = depthPath;
    }

    String venue() {
        return venue;
    }

    String depthPath(String symbol) {
        return depthPath + symbol;
    }

    boolean hasMarks() {
        return this != SPOT;
    }
}
