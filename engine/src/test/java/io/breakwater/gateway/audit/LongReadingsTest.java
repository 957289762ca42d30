package io.breakwater.gateway.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.breakwater.gateway.edge.RequestFault;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** An audit of the whole runs alone, and until its end is known: not until its caller has been told of it. */
class LongReadingsTest {
    @AutoClose
    private final LongReadings readings = new LongReadings();

    @Test
    void whoIsToldThatOneHasEndedMayAskForTheNextAtOnce() throws Exception {
        CompletableFuture<String> next = new CompletableFuture<>();
        readings.startVerifying(() -> () -> {
            try {
                readings.startVerifying(() -> () -> next.complete("ended too"));
            } catch (RequestFault refused) {
                next.completeExceptionally(refused);
            }
        });
        assertThat(next.get(20, TimeUnit.SECONDS)).isEqualTo("ended too");
    }

    @Test
    void oneThatRunsTurnsTheNextAway() throws Exception {
        CompletableFuture<Void> held = new CompletableFuture<>();
        CompletableFuture<Void> ended = new CompletableFuture<>();
        readings.startVerifying(() -> {
            held.join();
            return () -> ended.complete(null);
        });
        assertThatThrownBy(() -> readings.startVerifying(() -> () -> { }))
                .isInstanceOfSatisfying(RequestFault.class, busy -> assertThat(busy.reason()).isEqualTo("TOO_BUSY"));
        held.complete(null);
        ended.get(20, TimeUnit.SECONDS);
        readings.startVerifying(() -> () -> { });
    }
}
