package io.breakwater.audit;

import io.breakwater.domain.Aggregate;
import io.breakwater.domain.counterparty.CounterpartyAggregate;
import io.breakwater.domain.instrument.InstrumentAggregate;
import io.breakwater.domain.scope.ScopeAggregate;
import java.util.List;
import java.util.Optional;

/** Which rules decided what stands in a log: its name is the family's and a number, such as {@code counterparty-07}. */
public record Families(List<Aggregate<?, ?, ?>> aggregates) {

    /** Of the log whose events are the market views' inputs; nothing in it was decided. */
    public static final String TAPE = "tape";

    public static final Families ALL = new Families(
            List.of(new CounterpartyAggregate(), new InstrumentAggregate(), new ScopeAggregate()));

    /** Empty for the tape, and for logs that are not ours. */
    public Optional<Aggregate<?, ?, ?>> of(String log) {
        String kind = kind(log);
        return aggregates.stream().filter(aggregate -> aggregate.kind().equals(kind)).findFirst();
    }

    public static boolean isTape(String log) {
        return kind(log).equals(TAPE);
    }

    private static String kind(String log) {
        return log.substring(0, Math.max(0, log.lastIndexOf('-')));
    }
}
