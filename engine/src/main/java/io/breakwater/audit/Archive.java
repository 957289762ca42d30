package io.breakwater.audit;

import io.breakwater.domain.Aggregate;
import io.breakwater.log.PeerLog;
import java.util.List;

/**
 * The logs of one data center with all that is needed to read them.
 *
 * @param identity whose they should be
 * @param families which rules decided what
 */
public record Archive(Journal journal, Identity identity, Families families) {

    /** With the rules of this release. */
    public static Archive of(Journal journal, Identity identity) {
        return new Archive(journal, identity, Families.ALL);
    }

    /** The logs that have a family, by name. */
    List<String> logs() {
        return journal.logs().persistenceIds().stream().filter(this::isOurs).sorted().toList();
    }

    /** Copies of other data centers' logs that have a family, by name. */
    List<String> copies() {
        return journal.logs().persistenceIds().stream().filter(this::isCopied).sorted().toList();
    }

    boolean isCopied(String log) {
        return PeerLog.of(log).filter(copy -> isOurs(copy.log())).isPresent();
    }

    boolean isOurs(String log) {
        return families.of(log).isPresent();
    }

    <S, C, E> DecidedLog<S, C, E> decided(String log, Aggregate<S, C, E> aggregate) {
        return new DecidedLog<>(identity.log(log), aggregate);
    }

    LogScan scan(DecidedLog<?, ?, ?> log) {
        return new LogScan(journal, log.log().log(), log.reader());
    }
}
