package io.breakwater.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.breakwater.kernel.MalformedRequestId.Reason;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RequestIdTest {
    /** The example of RFC 9562, appendix A.6: 2022-02-22T19:22:22Z. */
    private static final String RFC_9562 = "017f22e2-79b0-7cc3-98c4-dc0c0c07398f";

    @Test
    void readsTheExampleOfTheStandard() {
        RequestId id = RequestId.parse(RFC_9562.toUpperCase());
        assertThat(id.timestampMillis()).isEqualTo(1_645_557_742_000L);
        assertThat(id.uuid()).isEqualTo(RFC_9562);
        assertThat(id).hasToString(RFC_9562);
        assertThat(id.withItem(3)).hasToString(RFC_9562 + "#3");
        assertThat(new UUID(id.msb(), id.lsb())).isEqualTo(UUID.fromString(RFC_9562));
    }

    @ParameterizedTest
    @CsvSource({
        "'', LENGTH", "017f22e2-79b0-7cc3-98c4-dc0c0c07398, LENGTH", "017f22e2-79b0-7cc3-98c4-dc0c0c07398f0, LENGTH",
        "017f22e2x79b0-7cc3-98c4-dc0c0c07398f, SYNTAX", "g17f22e2-79b0-7cc3-98c4-dc0c0c07398f, SYNTAX",
        "017f22e2-79b0-7cc3-98c4-dc0c0c07398-, SYNTAX", "٠17f22e2-79b0-7cc3-98c4-dc0c0c07398f, SYNTAX",
        "017f22e2-79b0-4cc3-98c4-dc0c0c07398f, VERSION", "00000000-0000-0000-0000-000000000000, VERSION",
        "017f22e2-79b0-7cc3-58c4-dc0c0c07398f, VARIANT", "017f22e2-79b0-7cc3-c8c4-dc0c0c07398f, VARIANT"
    })
    void saysWhyATextIsNone(String text, Reason reason) {
        assertThat(catchThrowableOfType(MalformedRequestId.class, () -> RequestId.parse(text)).reason())
                .isEqualTo(reason);
    }

    @Test
    void refusesNegativeItems() {
        assertThat(catchThrowableOfType(MalformedRequestId.class, () -> RequestId.parse(RFC_9562, -1)).reason())
                .isEqualTo(Reason.ITEM);
    }

    @Test
    void ordersByTimeThenItem() {
        RequestId first = RequestId.parse(RFC_9562);
        RequestId later = RequestId.parse("017f22e2-79b1-7cc3-98c4-dc0c0c07398f");
        assertThat(first).isLessThan(later).isLessThan(first.withItem(1));
        assertThat(first).isEqualByComparingTo(RequestId.parse(RFC_9562));
    }

    @Test
    void keysByAllThreeParts() {
        RequestId id = RequestId.parse(RFC_9562);
        assertThat(id.key()).isEqualTo(RequestId.parse(RFC_9562).key());
        assertThat(id.key()).isNotEqualTo(id.withItem(1).key());
        assertThat(id.key()).isNotEqualTo(RequestId.parse("017f22e2-79b0-7cc3-98c4-dc0c0c07398e").key());
    }
}
