package io.breakwater.ops.command;

import com.google.protobuf.Timestamp;
import com.google.protobuf.util.Timestamps;
import io.breakwater.ops.UsageFault;
import io.breakwater.v1.Restriction;
import io.breakwater.v1.TradingState;
import java.time.Duration;
import picocli.CommandLine.Option;

/** Flags that describe a restriction. */
final class RestrictionFlags {
    @Option(names = "--state", defaultValue = "halted", description = "reducing or halted (default: ${DEFAULT-VALUE}).")
    private String state;

    @Option(names = "--source", defaultValue = "operator", description = "Who places it (default: ${DEFAULT-VALUE}).")
    private String source;

    @Option(names = "--reason", required = true, description = "Why; kept with it.")
    private String reason;

    @Option(names = "--expires-in", paramLabel = "PT1H", description = "ISO-8601 duration (default: until lifted).")
    private Duration expiresIn;

    /** @param now when the request id was made, so that a repeat says the same */
    Restriction restriction(Timestamp now) {
        Restriction.Builder built = Restriction.newBuilder()
                .setState(Choice.of(TradingState.class, "TRADING_STATE_", "--state", state))
                .setSource(source)
                .setReason(reason);
        if (expiresIn != null) {
            built.setExpireTime(expiry(now));
        }
        return built.build();
    }

    private Timestamp expiry(Timestamp now) {
        if (expiresIn.isNegative() || expiresIn.isZero()) {
            throw new UsageFault("--expires-in " + expiresIn + " is not ahead, as PT1H is");
        }
        try {
            return Timestamps.fromMillis(Math.addExact(Timestamps.toMillis(now), expiresIn.toMillis()));
        } catch (ArithmeticException | IllegalArgumentException tooLong) {
            throw new UsageFault("--expires-in " + expiresIn + " ends after the year 9999: leave it out", tooLong);
        }
    }
}
