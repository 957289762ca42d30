package io.breakwater.bench.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class ExchangeCoreRateTest {

    @Test
    void sharesAreOfWhatWasMeasured() {
        assertThat(ExchangeCoreRate.measured(1_000_000).shares(250_000, 500_000)).containsOnly(
                entry("exchangeCore", 1_000_000.0), entry("exchangeCoreIs", "measured"),
                entry("shareOfExchangeCore", 0.25), entry("lanesShareOfExchangeCore", 0.5));
    }

    @Test
    void withoutAJavaThatItRunsOnTheyAreOfWhatIsCitedAndSaySo() {
        assertThat(ExchangeCoreRate.CITED.shares(850_000, 1_700_000)).containsOnly(
                entry("exchangeCore", 1_700_000.0), entry("exchangeCoreIs", "cited"),
                entry("shareOfExchangeCore", 0.5), entry("lanesShareOfExchangeCore", 1.0));
    }

    private static Map.Entry<String, Object> entry(String key, Object value) {
        return Map.entry(key, value);
    }
}
