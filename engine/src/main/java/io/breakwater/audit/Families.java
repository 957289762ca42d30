package io.breakwater.audit;

import io.breakwater.domain.Aggregate;
import io.breakwater.domain.counterparty.CounterpartyAggregate;
import io.breakwater.domain.instrument.InstrumentAggregate;
import io.breakwater.domain.market.Tape;
import io.breakwater.domain.scope.ScopeAggregate;
import io.breakwater.domain.span.SpanAggregate;
import java.util.List;
import java.util.Optional;

/** Which rules decided what stands in a log: its name is the family's and a number, such as {@code counterparty-07}. */
public record Families(List<Aggregate<?, ?, ?>> aggregates) {

    /** The log whose events are the market views' inputs. */
    public static final String TAPE = "tape-00";

    public static final Families ALL = new Families(
            List.of(new CounterpartyAggregate(), new InstrumentAggregate(), new ScopeAggregate(),
                    new SpanAggregate(), new Tape()));

    /** Empty for logs that are not ours. */
    public Optional<Aggregate<?, ?, ?>> of(String log) {
        String kind = kind(log);
        return aggregates.stream().filter(aggregate -> aggregate.kind().equals(kind)).findFirst();
    }

    private static String kind(String log) {
        return log.substring(0, Math.max(0, log.lastIndexOf('-')));
    }
}
