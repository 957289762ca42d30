package io.breakwater.audit.checkpoint;

import static java.util.stream.Collectors.joining;

import io.breakwater.audit.Identity;
import io.breakwater.log.Checkpoint;
import io.breakwater.log.Checkpoint.Head;
import io.breakwater.log.LaneFold;
import io.breakwater.log.LaneState;
import io.breakwater.log.SignedCheckpoint;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.security.KeyPair;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Signs checkpoints of a running node and writes them to its own directory and to others. It decides neither when nor
 * where lanes stand. Waits for the disk.
 */
public final class CheckpointWriter {
    private final Identity identity;
    private final KeyPair keys;
    private final List<CheckpointFiles> targets;

    /**
     * @param keys directory of this node's keys; its public ones are put beside each copy
     * @param own where the node keeps its checkpoints
     * @param copies where else; best on another machine
     */
    public CheckpointWriter(Identity identity, Path keys, Path own, List<Path> copies) {
        this.identity = identity;
        this.keys = CheckpointKeys.openOrCreate(keys);
        this.targets = Stream.concat(Stream.of(own), copies.stream())
                .map(CheckpointFiles::new).toList();
        copies.forEach(copy -> CheckpointKeys.copyPublic(keys, copy));
    }

    /** What a checkpoint says of a lane. Hashing writes out the whole state: not for the lane's own thread. */
    public static <S> Head head(String log, LaneFold<S, ?, ?> fold, LaneState<S> durable) {
        return new Head(log, durable.number(), durable.term(), durable.digest(), fold.stateHash(durable));
    }

    /**
     * Writes a checkpoint to every directory, also where one of them cannot be written.
     *
     * @param heads of all logs that have a block, durable ones; in any order
     * @throws UncheckedIOException naming each directory that cannot be written
     */
    public SignedCheckpoint write(List<Head> heads, long atMicros) {
        SignedCheckpoint signed = signed(heads, atMicros);
        toAll(target -> target.write(signed));
        return signed;
    }

    /** A checkpoint that an anchor of a log rests on; it stays. @param head the block that the log begins behind */
    public SignedCheckpoint keep(Head head, long atMicros) {
        SignedCheckpoint signed = signed(List.of(head), atMicros);
        toAll(target -> target.keep(signed));
        return signed;
    }

    /** A copy is most wanted where one of the others cannot be written. */
    private void toAll(Consumer<CheckpointFiles> write) {
        List<UncheckedIOException> failures = new ArrayList<>();
        for (CheckpointFiles target : targets) {
            try {
                write.accept(target);
            } catch (UncheckedIOException e) {
                failures.add(e);
            }
        }
        if (!failures.isEmpty()) {
            throw new UncheckedIOException(failures.stream().map(Throwable::getMessage).collect(joining("; ")),
                    failures.getFirst().getCause());
        }
    }

    private SignedCheckpoint signed(List<Head> heads, long atMicros) {
        List<Head> sorted = heads.stream()
                .filter(head -> head.number() > 0)
                .sorted(Comparator.comparing(Head::log))
                .toList();
        Checkpoint checkpoint = new Checkpoint(identity.environment(), identity.dataCenter(), atMicros, sorted);
        return SignedCheckpoint.sign(checkpoint, keys.getPrivate());
    }
}
