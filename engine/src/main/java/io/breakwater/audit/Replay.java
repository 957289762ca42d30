package io.breakwater.audit;

import io.breakwater.domain.Aggregate;
import io.breakwater.kernel.Hash64;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Tells the state of one entity as of a moment or a block, from its log alone. */
public final class Replay {
    private final Archive archive;

    public Replay(Archive archive) {
        this.archive = archive;
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
        Wanted wanted = new Wanted(entity, asOf);
        for (String log : candidates(kind, wanted)) {
            Optional<ReplayedState> found =
                    archive.families().of(log).flatMap(aggregate -> state(log, aggregate, wanted, progress));
            if (found.isPresent()) {
                return found;
            }
        }
        return Optional.empty();
    }

    private record Wanted(String entity, AsOf asOf) {}

    /** Logs of the kind, first the one that entities of this name are put into. */
    private List<String> candidates(String kind, Wanted wanted) {
        List<String> logs = new ArrayList<>(archive.logs().stream()
                .filter(log -> archive.families().of(log).map(Aggregate::kind).filter(kind::equals).isPresent())
                .filter(log -> !(wanted.asOf() instanceof AsOf.Position at) || at.log().equals(log))
                .toList());
        if (!logs.isEmpty()) {
            int home = (int) Long.remainderUnsigned(Hash64.of(wanted.entity()), logs.size());
            logs.addFirst(logs.remove(home));
        }
        return logs;
    }

    private <S, C, E> Optional<ReplayedState> state(
            String log, Aggregate<S, C, E> aggregate, Wanted wanted, Progress progress) {
        DecidedLog<S, C, E> kind = archive.decided(log, aggregate);
        EntityHistory<S, C, E> history = new EntityHistory<>(kind, archive.scan(kind), wanted.entity())
                .after(Beginning.of(archive.journal().logs(), log, kind.fold()));
        switch (wanted.asOf()) {
            case AsOf.Now() -> history.fold(Long.MAX_VALUE, (_, _, _) -> false, progress);
            case AsOf.Position(_, long block) -> history.fold(block, (_, _, _) -> false, progress);
            case AsOf.Time(long micros) -> history.fold(
                    Long.MAX_VALUE, (_, _, envelope) -> envelope.decidedAtMicros() > micros, progress);
        }
        return history.events() == 0 ? Optional.empty() : Optional.of(new ReplayedState(log, wanted.entity(),
                history.lastBlock(), history.events(), kind.stateJson(history.state()),
                kind.hash(wanted.entity(), history.state())));
    }
}
