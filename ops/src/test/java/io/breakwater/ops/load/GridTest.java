package io.breakwater.ops.load;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GridTest {
    @ParameterizedTest
    @CsvSource({"0,0,0", "14706,1,1470.6", "5,1,0.5", "5,3,0.005", "-5,3,-0.005", "-12345,2,-123.45", "7,0,7",
        "9223372036854775807,18,9.223372036854775807"})
    void writesDecimals(long unscaled, int scale, String text) {
        assertThat(Grid.decimal(unscaled, scale)).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({"14706,7353.0", "14707,7353.5"})
    void writesPricesInTicks(long ticks, String text) {
        assertThat(new Grid("instruments/btc-usd-perp", 5, 1, 1, 0).price(ticks)).isEqualTo(text);
    }
}
