package io.breakwater.audit.checkpoint;

import io.breakwater.audit.Damage;
import io.breakwater.log.Checkpoint;
import io.breakwater.log.Checkpoint.Head;
import java.util.Collection;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Checkpoints whose signature holds.
 *
 * @param trusted by time, oldest first
 * @param refused files that cannot be read, are signed by nobody known, or are another data center's
 */
public record KnownCheckpoints(List<Checkpoint> trusted, List<Damage> refused) {

    public static final KnownCheckpoints NONE = new KnownCheckpoints(List.of(), List.of());

    /** All that they say of one log, oldest first. */
    public List<Head> heads(String log) {
        return trusted.stream()
                .flatMap(checkpoint -> checkpoint.heads().stream())
                .filter(head -> head.log().equals(log))
                .distinct()
                .toList();
    }

    /** When the newest of them was taken, epoch micros; 0 where there is none. */
    public long newestMicros() {
        return trusted.isEmpty() ? 0 : trusted.getLast().atMicros();
    }

    /** The logs that they name. */
    public SortedSet<String> logs() {
        SortedSet<String> logs = new TreeSet<>();
        trusted.forEach(checkpoint -> checkpoint.heads().forEach(head -> logs.add(head.log())));
        return logs;
    }

    /** These and others. */
    public KnownCheckpoints and(KnownCheckpoints others) {
        List<Checkpoint> all = Stream.of(trusted, others.trusted)
                .flatMap(Collection::stream)
                .distinct()
                .sorted(java.util.Comparator.comparingLong(Checkpoint::atMicros))
                .toList();
        return new KnownCheckpoints(all, Stream.concat(refused.stream(), others.refused.stream()).toList());
    }
}
