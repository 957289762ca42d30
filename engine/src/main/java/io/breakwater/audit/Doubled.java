package io.breakwater.audit;

import io.breakwater.kernel.Bounds;
import io.breakwater.kernel.Hash64;
import io.breakwater.kernel.RequestId;
import io.breakwater.log.Envelope;
import io.breakwater.log.PeerLog;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.stream.LongStream;

/**
 * Finds request ids that this data center and another one have both decided within a stretch of time: a caller had
 * named two data centers under one id, while they were cut apart. It needs nobody's receipt. The lanes of the same
 * number have the same entities everywhere, so that a log is held against the copies of the log of its name.
 */
public final class Doubled {
    /** Ids that a log may have decided in the time: eight bytes of each are held, one log at a time. */
    public static final int MOST_IDS = 1 << 22;
    /** That are told of a log and its copy. */
    public static final int MOST_FOUND = 1_000;

    private static final long SLACK_MICROS = 5_000_000;

    private final Archive archive;

    public Doubled(Archive archive) {
        this.archive = archive;
    }

    /**
     * One id with two outcomes.
     *
     * @param entity whose log it stands in, as the log names it
     * @param block of the own log, which is called as the copied one is
     * @param elsewhere of the copied log
     */
    public record Found(RequestId id, String entity, long block, PeerLog copy, long elsewhere) {}

    /**
     * What both have decided in the time, by log; at most {@link #MOST_FOUND} of each copy.
     *
     * @param fromMicros epoch micros, as {@code toMicros}; both are in it
     * @throws io.breakwater.kernel.BoundExceeded where a log has decided more than {@link #MOST_IDS} in it
     * @throws DamagedLog where a log cannot be read that far
     */
    public List<Found> between(long fromMicros, long toMicros, Progress progress) {
        List<PeerLog> copies = archive.copies().stream().map(copy -> PeerLog.of(copy).orElseThrow()).toList();
        Search search = new Search(fromMicros, toMicros, progress);
        List<Found> found = new ArrayList<>();
        for (String log : archive.logs()) {
            List<PeerLog> others = copies.stream().filter(copy -> copy.log().equals(log)).toList();
            if (!others.isEmpty() && !log.equals(Families.TAPE)) {
                long[] keys = search.keys(log);
                others.forEach(copy -> found.addAll(search.found(copy, keys)));
            }
        }
        return List.copyOf(found);
    }

    private static long key(RequestId id) {
        return Hash64.combine(Hash64.combine(id.msb(), id.lsb()), id.item());
    }

    /** In three readings: keys of what was decided here, who of a copy has one of them, where that id stands here. */
    private final class Search {
        private final long fromMicros;
        private final long toMicros;
        private final Progress progress;

        private Search(long fromMicros, long toMicros, Progress progress) {
            this.fromMicros = fromMicros;
            this.toMicros = toMicros;
            this.progress = progress;
        }

        /** A batch may stand a little behind a later one. */
        private void read(LogScan scan, BiConsumer<Envelope, Long> visitor) {
            scan.read(scan.between(fromMicros - SLACK_MICROS, toMicros + SLACK_MICROS), _ -> true, block -> {
                block.envelopes().stream().filter(this::isWanted)
                        .forEach(envelope -> visitor.accept(envelope, block.header().number()));
                return true;
            }, progress);
        }

        private boolean isWanted(Envelope envelope) {
            return envelope.decidedAtMicros() >= fromMicros && envelope.decidedAtMicros() <= toMicros
                    && DecidedLog.decides(envelope);
        }

        private LogScan own(String log) {
            return archive.scan(archive.decided(log, archive.families().of(log).orElseThrow()));
        }

        private LogScan copied(PeerLog copy) {
            DecidedLog<?, ?, ?> kind = new DecidedLog<>(copy.name(archive.identity().environment()),
                    archive.families().of(copy.log()).orElseThrow());
            return new LogScan(archive.journal(), copy.id(), kind.reader());
        }

        private long[] keys(String log) {
            LongStream.Builder keys = LongStream.builder();
            int[] count = new int[1];
            read(own(log), (envelope, _) -> {
                Bounds.atMost("ids that " + log + " decided in that time", ++count[0], MOST_IDS);
                keys.add(key(envelope.requestId()));
            });
            return keys.build().sorted().toArray();
        }

        private List<Found> found(PeerLog copy, long[] keys) {
            Map<RequestId, Long> there = new HashMap<>();
            read(copied(copy), (envelope, block) -> {
                if (there.size() < MOST_FOUND && Arrays.binarySearch(keys, key(envelope.requestId())) >= 0) {
                    there.put(envelope.requestId(), block);
                }
            });
            List<Found> found = new ArrayList<>();
            if (!there.isEmpty()) {
                read(own(copy.log()), (envelope, block) -> {
                    Long elsewhere = there.remove(envelope.requestId());
                    if (elsewhere != null) {
                        found.add(new Found(envelope.requestId(), envelope.entity(), block, copy, elsewhere));
                    }
                });
            }
            return found;
        }
    }
}
