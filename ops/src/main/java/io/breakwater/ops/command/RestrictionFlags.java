package io.breakwater.ops.command;

import com.google.protobuf.util.Timestamps;
import io.breakwater.v1.Restriction;
import io.breakwater.v1.TradingState;
import java.time.Duration;
import java.time.Instant;
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

    Restriction restriction() {
        Restriction.Builder built = Restriction.newBuilder()
                .setState(Choice.of(TradingState.class, "TRADING_STATE_", "--state", state))
                .setSource(source)
                .setReason(reason);
        if (expiresIn != null) {
            built.setExpireTime(Timestamps.fromMillis(Instant.now().plus(expiresIn).toEpochMilli()));
        }
        return built.build();
    }
}
