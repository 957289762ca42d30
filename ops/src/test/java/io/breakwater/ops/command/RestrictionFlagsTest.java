package io.breakwater.ops.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.Timestamp;
import io.breakwater.ops.UsageFault;
import io.breakwater.v1.Restriction;
import io.breakwater.v1.TradingState;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** What a restriction is, and when it ends, told from the time of its request id. */
class RestrictionFlagsTest {
    private static final String REQUEST_ID = "017f22e2-79b0-7cc3-98c4-dc0c0c07398f";
    private static final long MADE_SECONDS = 0x017f22e279b0L / 1_000;

    @Command
    private static final class Probe {
        @Mixin
        private RestrictionFlags restriction;

        @Mixin
        private Mutation mutation;

        Restriction read() {
            return restriction.restriction(mutation.made());
        }
    }

    private static Restriction read(String... words) {
        Probe probe = new Probe();
        new CommandLine(probe).parseArgs(words);
        return probe.read();
    }

    /** Asked again under its id it is the same request, however much later. */
    @Test
    void endsSoLongAfterItsRequestIdWasMade() {
        Restriction read = read("--reason=x", "--state=reducing", "--expires-in=PT1H", "--request-id=" + REQUEST_ID);
        assertThat(read.getState()).isEqualTo(TradingState.TRADING_STATE_REDUCING);
        assertThat(read.getExpireTime().getSeconds()).isEqualTo(MADE_SECONDS + 3_600);
        assertThat(read("--reason=x").hasExpireTime()).as("until it is lifted").isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"PT0S", "PT-1H", "P99999999D", "P106751991167300D"})
    void whatDoesNotEndInTime(String span) {
        assertThatThrownBy(() -> read("--reason=x", "--expires-in=" + span))
                .isInstanceOf(UsageFault.class).hasMessageContaining("--expires-in");
    }

    @Test
    void anIdOfThisCommandIsOfNow() {
        Mutation mutation = new Mutation();
        Timestamp made = mutation.made();
        assertThat(mutation.made()).isEqualTo(made).isEqualTo(Mutation.made(mutation.requestId()));
        assertThat(made.getSeconds()).isGreaterThan(MADE_SECONDS);
    }
}
