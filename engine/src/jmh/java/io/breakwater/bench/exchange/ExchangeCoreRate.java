package io.breakwater.bench.exchange;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Commands/s of exchange-core, which stores nothing.
 *
 * @param isMeasured in the same run, in turns with those that it is compared with; otherwise cited
 */
public record ExchangeCoreRate(double commandsASecond, boolean isMeasured) {

    /** Of a trial on two cores of this class, for a machine that cannot run it. */
    public static final ExchangeCoreRate CITED = new ExchangeCoreRate(1_700_000, false);

    public static ExchangeCoreRate measured(double commandsASecond) {
        return new ExchangeCoreRate(commandsASecond, true);
    }

    /** What a report says of it. @param node decisions/s; @param lanes the same */
    public Map<String, Object> shares(double node, double lanes) {
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("exchangeCore", commandsASecond);
        all.put("exchangeCoreIs", isMeasured ? "measured" : "cited");
        all.put("shareOfExchangeCore", node / commandsASecond);
        all.put("lanesShareOfExchangeCore", lanes / commandsASecond);
        return all;
    }
}
