package io.breakwater.audit.restore;

import io.breakwater.audit.Damage;
import io.breakwater.audit.DataDirectory;
import io.breakwater.audit.Families;
import io.breakwater.audit.Identity;
import io.breakwater.audit.IdentityFile;
import io.breakwater.audit.ReadableBlocks;
import io.breakwater.audit.checkpoint.CheckpointFiles;
import io.breakwater.audit.checkpoint.CheckpointKeys;
import io.breakwater.audit.checkpoint.KnownCheckpoints;
import io.breakwater.audit.restore.RestoreReport.LostTail;
import io.breakwater.audit.restore.RestoreReport.RestoredLog;
import io.breakwater.domain.scope.ScopeAggregate;
import io.breakwater.journal.BackupRefused;
import io.breakwater.journal.LogStore;
import io.breakwater.journal.backup.StoreBackup;
import io.breakwater.journal.rocksdb.EmbeddedStore;
import io.breakwater.journal.rocksdb.StoreSettings;
import io.breakwater.log.Checkpoint;
import io.breakwater.log.CheckpointJson;
import io.breakwater.log.PeerLog;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.PublicKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Restores a backup into a data directory whose journal is missing or was moved aside, or into an empty shared one.
 * What else is there stays: the checkpoints in it say what was lost, its keys go on signing.
 */
public final class NodeRestore {
    private static final String SUPERSEDED = "superseded";

    /** Who may have more of the logs than the backup. */
    @FunctionalInterface
    public interface Tail {
        Tail NONE = (store, identity) -> { };

        /**
         * Appends what follows behind the logs, as it is. Waits for all of it.
         *
         * @throws BackupRefused where somebody has another history of them, or cannot be asked
         */
        void bring(LogStore store, Identity identity) throws InterruptedException;
    }

    /** Where the logs go. */
    @FunctionalInterface
    public interface Target {

        /**
         * Fills an empty journal with what a backup holds, row by row as it is, and opens it. Waits for all of it.
         * No node starts on it before it is said to be filled.
         *
         * @param backup the backup's journal, an embedded store; none: the journal stays empty
         * @throws BackupRefused when the backup is not whole or the journal is not empty
         * @throws io.breakwater.journal.StoreNewer when a later release has written to a log
         */
        LogStore filled(Optional<Path> backup, Identity identity) throws InterruptedException;

        /** An embedded store in a directory that is new or empty. */
        static Target embedded(StoreSettings settings) {
            return (backup, identity) -> backup.isPresent()
                    ? StoreBackup.restore(backup.get(), settings, logs -> new ReadableBlocks().require(logs))
                    : EmbeddedStore.openToFill(settings, _ -> { });
        }
    }

    private final Optional<Path> backup;
    private final DataDirectory data;
    private final Target target;
    private final Tail tail;
    private final Doubt doubt;
    private final List<Path> otherCheckpoints;

    /**
     * @param target the journal, empty as yet
     * @param otherCheckpoints directories with copies of checkpoints and public keys, kept elsewhere
     */
    public NodeRestore(Path backup, DataDirectory data, Target target, List<Path> otherCheckpoints) {
        this(Optional.of(backup), data, target, otherCheckpoints, Tail.NONE, Doubt.NONE);
    }

    private NodeRestore(Optional<Path> backup, DataDirectory data, Target target, List<Path> otherCheckpoints,
            Tail tail, Doubt doubt) {
        this.tail = tail;
        this.doubt = doubt;
        this.backup = backup;
        this.data = data;
        this.target = target;
        this.otherCheckpoints = List.copyOf(otherCheckpoints);
    }

    /** Out of nothing but what others have. @param otherCheckpoints as above */
    public static NodeRestore withoutBackup(DataDirectory data, Target target, List<Path> otherCheckpoints) {
        return new NodeRestore(Optional.empty(), data, target, otherCheckpoints, Tail.NONE, Doubt.NONE);
    }

    /** The same, and brings what others have beyond the backup before any log goes on. */
    public NodeRestore with(Tail theirs) {
        return new NodeRestore(backup, data, target, otherCheckpoints, theirs, doubt);
    }

    /** The same in a data center that has peers, whose logs then say first what is in doubt. */
    public NodeRestore with(Doubt ofWhatIsLost) {
        return new NodeRestore(backup, data, target, otherCheckpoints, tail, ofWhatIsLost);
    }

    /**
     * Waits for all of it.
     *
     * @throws BackupRefused when the backup is not whole or the journal's directory is not empty
     * @throws UncheckedIOException when a file cannot be read or written
     * @throws InterruptedException when the thread was told to stop
     */
    public RestoreReport run(long nowMicros) throws InterruptedException {
        try {
            if (backup.isPresent()) {
                BackupReport backedUp = BackupReport.read(backup.get());
                return run(backedUp.identity(), backedUp.atMicros(), nowMicros);
            }
            throw new BackupRefused("no backup and no identity: say whose logs they are");
        } catch (IOException e) {
            throw new UncheckedIOException("The restore into " + data.path() + " failed: " + e, e);
        }
    }

    /**
     * The same without a backup. @param identity whose logs they are
     */
    public RestoreReport run(Identity identity, long nowMicros) throws InterruptedException {
        try {
            return run(identity, 0, nowMicros);
        } catch (IOException e) {
            throw new UncheckedIOException("The restore into " + data.path() + " failed: " + e, e);
        }
    }

    private RestoreReport run(Identity identity, long backupAtMicros, long nowMicros)
            throws IOException, InterruptedException {
        otherCheckpoints.forEach(other -> new CheckpointFiles(other).requireSome());
        // What a backup would have had beside its journal; nothing where there is none.
        DataDirectory source = new DataDirectory(backup.orElse(data.path()));
        try (LogStore store = target.filled(backup.map(any -> source.journal()), identity)) {
            IdentityFile.claim(data.identity(), identity);
            KnownCheckpoints known = checkpoints(source, identity);
            if (backup.isPresent()) {
                keepFromBackup(source);
            }
            tail.bring(store, identity);
            LogFolds folds = new LogFolds(store, identity);
            TermBlocks terms = new TermBlocks(folds, bookings(folds, doubted(store)));
            List<RestoredLog> logs = raiseTerms(terms, own(store), known, nowMicros / 1_000);
            store.markFilled();
            // From here on a checkpoint that names more keeps a node from starting, and names its directory.
            long superseded = putAside(logs);
            return new RestoreReport(data.path().toString(), identity, backupAtMicros, logs, lost(logs, known),
                    superseded, known.newestMicros(), known.refused().stream().map(Damage::detail).toList(),
                    terms.booked(), !doubted(store).equals(Doubt.NONE));
        }
    }

    /** All that can be had: of the backup, of the data directory, and copies. */
    private KnownCheckpoints checkpoints(DataDirectory source, Identity identity) {
        List<PublicKey> keys = new ArrayList<>(CheckpointKeys.trusted(source.keys()));
        keys.addAll(CheckpointKeys.trusted(data.keys()));
        otherCheckpoints.forEach(other -> keys.addAll(CheckpointKeys.trusted(other)));
        KnownCheckpoints known = new CheckpointFiles(source.checkpoints()).read(identity, keys)
                .and(new CheckpointFiles(data.checkpoints()).read(identity, keys));
        for (Path other : otherCheckpoints) {
            known = known.and(new CheckpointFiles(other).read(identity, keys));
        }
        return known;
    }

    private void keepFromBackup(DataDirectory source) throws IOException {
        Files.createDirectories(data.checkpoints());
        for (Path file : new CheckpointFiles(source.checkpoints()).files()) {
            Path copy = data.checkpoints().resolve(file.getFileName());
            if (!Files.exists(copy)) {
                Files.copy(file, copy);
            }
        }
        CheckpointKeys.copyPublic(source.keys(), data.keys());
    }

    private static List<RestoredLog> raiseTerms(TermBlocks terms, List<String> found, KnownCheckpoints known,
            long nowMillis) throws InterruptedException {
        List<RestoredLog> logs = new ArrayList<>();
        for (String log : found) {
            long seen = known.heads(log).stream().mapToLong(Checkpoint.Head::term).max().orElse(0);
            logs.add(terms.raise(log, seen, nowMillis));
        }
        TreeSet<String> begun = new TreeSet<>(terms.begun());
        begun.removeAll(found);
        for (String log : found.isEmpty() ? List.<String>of() : List.copyOf(begun)) {
            logs.add(terms.begin(log, found.getFirst(), nowMillis));
        }
        return logs;
    }

    private static List<String> own(LogStore store) {
        return store.logs().persistenceIds().stream().sorted().filter(log -> Families.ALL.of(log).isPresent())
                .toList();
    }

    /** How many lanes of scopes there are is known by their logs where nothing is in doubt: a backup has all. */
    private static List<Bookings> bookings(LogFolds folds, Doubt doubted) {
        int lanes = doubted.equals(Doubt.NONE) ? folds.logs(new ScopeAggregate()).size() : doubted.scopeLanes();
        return List.of(doubted, new Relearning(folds, lanes), new ShownRestrictions(folds, lanes));
    }

    /** Who has copies of others' logs has peers, whatever the settings of the restore say. */
    private Doubt doubted(LogStore store) {
        List<String> logs = store.logs().persistenceIds();
        if (!doubt.equals(Doubt.NONE) || logs.stream().noneMatch(PeerLog::isCopy)) {
            return doubt;
        }
        return new Doubt((int) logs.stream().filter(Doubt::isScopes).count());
    }

    private static List<LostTail> lost(List<RestoredLog> logs, KnownCheckpoints known) {
        Map<String, LostTail> lost = new TreeMap<>();
        Map<String, Long> restored = numbers(logs);
        for (Checkpoint checkpoint : known.trusted()) {
            for (Checkpoint.Head head : checkpoint.heads()) {
                long number = restored.getOrDefault(head.log(), 0L);
                LostTail tail = new LostTail(head.log(), number + 1, head.number(), checkpoint.atMicros());
                if (head.number() > number) {
                    lost.merge(head.log(), tail, (one, other) -> other.to() > one.to() ? other : one);
                }
            }
        }
        return List.copyOf(lost.values());
    }

    private static Map<String, Long> numbers(List<RestoredLog> logs) {
        Map<String, Long> numbers = new TreeMap<>();
        logs.forEach(log -> numbers.put(log.log(), log.number()));
        return numbers;
    }

    /** The data directory's checkpoints that name more than was restored; answers how many. */
    private long putAside(List<RestoredLog> logs) throws IOException {
        Map<String, Long> restored = numbers(logs);
        long moved = 0;
        for (Path file : new CheckpointFiles(data.checkpoints()).files()) {
            if (isBehind(file, restored)) {
                Path aside = Files.createDirectories(data.checkpoints().resolve(SUPERSEDED));
                Files.move(file, aside.resolve(file.getFileName()));
                moved++;
            }
        }
        return moved;
    }

    private static boolean isBehind(Path file, Map<String, Long> restored) throws IOException {
        try {
            return CheckpointJson.parse(Files.readString(file)).checkpoint().heads().stream()
                    .anyMatch(head -> head.number() > restored.getOrDefault(head.log(), 0L));
        } catch (IllegalArgumentException unreadable) {
            // It proves nothing, and the node would refuse to start with it.
            return true;
        }
    }
}
