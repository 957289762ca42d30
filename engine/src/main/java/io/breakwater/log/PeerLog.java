package io.breakwater.log;

import io.breakwater.kernel.Invariants;
import java.util.Optional;

/**
 * A log of another data center, of which a copy is kept here, byte for byte, under a name of its own:
 * {@code peer/fra/counterparty-07}. The blocks in it say {@code fra} of themselves; they are never taken for a lane's
 * own.
 *
 * @param dataCenter whose log it is
 * @param log what it is called there, such as {@code counterparty-07}
 */
public record PeerLog(String dataCenter, String log) {
    private static final String PREFIX = "peer/";

    public PeerLog {
        Invariants.check(!dataCenter.isEmpty() && dataCenter.indexOf('/') < 0, "a data center's id has no slash");
        Invariants.check(!log.isEmpty() && log.indexOf('/') < 0, "a log's name has no slash");
    }

    /** The persistence id of the copy. */
    public static String id(String dataCenter, String log) {
        return new PeerLog(dataCenter, log).id();
    }

    /** Whether a persistence id is that of a copy of another data center's log. */
    public static boolean isCopy(String persistenceId) {
        return of(persistenceId).isPresent();
    }

    /** Which log a persistence id is a copy of; empty where it is none. */
    public static Optional<PeerLog> of(String persistenceId) {
        if (!persistenceId.startsWith(PREFIX)) {
            return Optional.empty();
        }
        int slash = persistenceId.indexOf('/', PREFIX.length());
        boolean whole = slash > PREFIX.length() && slash < persistenceId.length() - 1
                && persistenceId.indexOf('/', slash + 1) < 0;
        return whole
                ? Optional.of(new PeerLog(persistenceId.substring(PREFIX.length(), slash),
                        persistenceId.substring(slash + 1)))
                : Optional.empty();
    }

    /** The persistence id of the copy. */
    public String id() {
        return PREFIX + dataCenter + "/" + log;
    }

    /** What the blocks in it say of themselves. */
    public LogName name(String environment) {
        return new LogName(environment, dataCenter, log);
    }
}
