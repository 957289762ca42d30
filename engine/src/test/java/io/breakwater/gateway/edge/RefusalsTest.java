package io.breakwater.gateway.edge;

import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.kernel.Unit;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The units that numbers of refusals are told in, as types.proto lists them. */
class RefusalsTest {

    @ParameterizedTest(name = "{0} of {1}: {2}")
    @CsvSource({
        "COUNT, WORKING_ORDERS, orders", "COUNT, ALLOWANCE, orders", "COUNT, TOO_MANY, count",
        "COUNT, TEXT_TOO_LONG, count", "COUNT, COMBO_LEGS, count", "COUNT, MARGIN.worst_cell, count",
        "PER_SECOND, SUBMIT_RATE, orders/s", "LOTS, ORDER_SIZE, lots", "USD_MICROS, MARGIN, USD",
        "ASSET_MINOR, INSUFFICIENT_FUNDS, minor units of BTC",
    })
    void ordersAreToldFromWhateverElseIsCounted(Unit unit, String rule, String shown) {
        assertThat(Refusals.unit(unit, rule, "BTC")).isEqualTo(shown);
    }

    @Test
    void everyUnitHasAName() {
        Set<String> names = Arrays.stream(Unit.values()).map(unit -> Refusals.unit(unit, "", "BTC"))
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(names).hasSameSizeAs(Unit.values());
    }
}
