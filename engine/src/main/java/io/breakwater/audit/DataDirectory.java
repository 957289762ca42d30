package io.breakwater.audit;

import java.nio.file.Path;

/**
 * Where things lie in a node's data directory.
 *
 * @param path of it
 */
public record DataDirectory(Path path) {
    private static final String JOURNAL = "journal";

    /** Takes the journal's own directory for the one that it stands in, since messages of the store name that. */
    public static DataDirectory of(Path named) {
        Path absolute = named.toAbsolutePath().normalize();
        return new DataDirectory(absolute.endsWith(JOURNAL) ? absolute.getParent() : absolute);
    }

    public Path journal() {
        return path.resolve(JOURNAL);
    }

    public Path checkpoints() {
        return path.resolve("checkpoints");
    }

    public Path keys() {
        return path.resolve("keys");
    }

    /** Whose data this is; see {@link IdentityFile}. */
    public Path identity() {
        return path.resolve("identity.json");
    }
}
