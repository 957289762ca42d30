package io.breakwater.audit;

import io.breakwater.domain.Aggregate;
import io.breakwater.kernel.Hash64;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Tells the state of one entity as of a moment or a block, from its log alone. */
public final class Replay {
    private final Journal journal;
    private final Identity identity;
    private final Families families;

    public Replay(Journal journal, Identity identity, Families families) {
        this.journal = journal;
        this.identity = identity;
        this.families = families;
    }

    /** Up to which decision of the entity. */
    public sealed interface AsOf {

        /** @param micros epoch micros; what was decided at it is included */
        record Time(long micros) implements AsOf {}

        /** @param block included */
        record Position(String log, long block) implements AsOf {}

        /** All there is. */
        record Now() implements AsOf {}
    }

    /**
     * The state of an entity of a kind, such as {@code counterparty}; empty where no log had it then.
     *
     * @throws DamagedLog where the log cannot be read that far
     */
    public Optional<ReplayedState> state(String kind, String entity, AsOf asOf, Progress progress) {
        for (String log : candidates(kind, entity, asOf)) {
            Optional<ReplayedState> found =
                    families.of(log).flatMap(aggregate -> state(log, aggregate, entity, asOf, progress));
            if (found.isPresent()) {
                return found;
            }
        }
        return Optional.empty();
    }

    /** Logs of the kind, first the one that entities of this name are put into. */
    private List<String> candidates(String kind, String entity, AsOf asOf) {
        List<String> logs = new ArrayList<>(journal.logs().persistenceIds().stream()
                .filter(log -> families.of(log).map(Aggregate::kind).filter(kind::equals).isPresent())
                .filter(log -> !(asOf instanceof AsOf.Position at) || at.log().equals(log))
                .sorted()
                .toList());
        if (!logs.isEmpty()) {
            int home = (int) Long.remainderUnsigned(Hash64.of(entity), logs.size());
            logs.addFirst(logs.remove(home));
        }
        return logs;
    }

    private <S, C, E> Optional<ReplayedState> state(
            String log, Aggregate<S, C, E> aggregate, String entity, AsOf asOf, Progress progress) {
        DecidedLog<S, C, E> kind = new DecidedLog<>(identity.log(log), aggregate);
        LogScan scan = new LogScan(journal, log, kind.reader());
        EntityHistory<S, C, E> history = new EntityHistory<>(kind, scan, entity);
        switch (asOf) {
            case AsOf.Now() -> history.fold(Long.MAX_VALUE, (_, _, _) -> false, progress);
            case AsOf.Position(_, long block) -> history.fold(block, (_, _, _) -> false, progress);
            case AsOf.Time(long micros) -> history.fold(
                    Long.MAX_VALUE, (_, _, envelope) -> envelope.decidedAtMicros() > micros, progress);
        }
        return history.events() == 0 ? Optional.empty() : Optional.of(new ReplayedState(log, entity, history.lastBlock(),
                history.events(), kind.stateJson(history.state()), kind.hash(entity, history.state())));
    }
}
