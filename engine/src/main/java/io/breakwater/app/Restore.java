package io.breakwater.app;

import io.breakwater.journal.JournalException;
import io.breakwater.journal.backup.BackupManifest;
import io.breakwater.journal.backup.LogSummary;
import io.breakwater.journal.backup.StoreBackup;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;

/**
 * Restores a backup into a data directory that holds no journal yet. The node that starts on it raises every lane's
 * term with its first block, so that ids made after the restore differ from those of the history that was lost.
 */
public final class Restore {
    private static final int FAILED = 1;
    private static final int USAGE = 2;
    private static final String HELP = "usage: breakwater restore BACKUP --into DIR   (DIR as the node's --data)";

    private Restore() {}

    public static void main(String[] args) {
        int code = run(args, System.out, System.err);
        if (code != 0) {
            System.exit(code);
        }
    }

    static int run(String[] args, PrintStream out, PrintStream err) {
        if (args.length != 3 || !args[1].equals("--into")) {
            err.println(HELP);
            return USAGE;
        }
        Path journal = Node.journal(Path.of(args[2]).toAbsolutePath().normalize());
        try {
            BackupManifest manifest = StoreBackup.restore(Path.of(args[0]), journal);
            out.println("restored " + manifest.logs().size() + " logs, "
                    + manifest.logs().stream().mapToLong(LogSummary::rows).sum() + " blocks, into " + journal);
            return 0;
        } catch (JournalException | UncheckedIOException e) {
            err.println("breakwater: " + e.getMessage());
            return FAILED;
        }
    }
}
