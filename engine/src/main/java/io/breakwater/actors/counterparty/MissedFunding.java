package io.breakwater.actors.counterparty;

import io.breakwater.domain.counterparty.EarlierFunding;
import io.breakwater.domain.instrument.FundingRate;
import io.breakwater.domain.market.Quoted;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;

/**
 * Payments that positions of a lane missed while it was away, and that the view no longer shows: read one instrument
 * after the other, and kept until nobody asks for them any more. For the lane's thread.
 */
final class MissedFunding implements EarlierFunding {
    private final FundingHistory history;
    private Reading reading;
    private Quoted wanted;
    private long wantedSince;
    private boolean served;

    MissedFunding(FundingHistory history) {
        this.history = history;
    }

    /** @param sinceMicros the answer has what fell due after it */
    private record Reading(long instrument, long sinceMicros, CompletableFuture<List<FundingRate>> answer) {

        boolean has(Quoted quoted, long micros) {
            return quoted.id() == instrument && sinceMicros <= micros && isAnswered();
        }

        boolean isAnswered() {
            return answer.state() == Future.State.SUCCESS;
        }
    }

    /** Before everyone is gone through. */
    void begin() {
        served = false;
        wanted = null;
    }

    @Override
    public List<FundingRate> after(Quoted instrument, long micros) {
        List<FundingRate> rates = reading != null && reading.has(instrument, micros)
                ? reading.answer().resultNow().stream().filter(rate -> rate.dueAtMicros() > micros).toList()
                : List.of();
        served |= !rates.isEmpty();
        if (rates.isEmpty() && (wanted == null || wanted.id() == instrument.id())) {
            wantedSince = wanted == null ? micros : Math.min(wantedSince, micros);
            wanted = instrument;
        }
        return rates;
    }

    /** After everyone was: reads what was wanted, unless what was read before still serves. */
    void end() {
        boolean reads = reading != null && !reading.answer().isDone();
        if (!served && !reads) {
            reading = wanted == null ? null
                    : new Reading(wanted.id(), wantedSince, history.after(wanted.name(), wantedSince));
        }
    }

    /** Whether there is something to go through everyone for. */
    boolean isAnswered() {
        return reading != null && reading.isAnswered();
    }
}
