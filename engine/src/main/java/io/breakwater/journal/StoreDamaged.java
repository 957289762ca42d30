package io.breakwater.journal;

import io.breakwater.log.BeyondRetry;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The store cannot be opened or read because its files are damaged. The message names the file and the remedy. */
public final class StoreDamaged extends JournalException implements BeyondRetry {

    private static final long serialVersionUID = 1L;
    private static final Pattern FILE = Pattern.compile("(\\S+\\.(?:sst|log|blob)|\\S*MANIFEST-\\d+|\\S*CURRENT)\\b");

    private final String location;
    private final String remedy;
    private final String file;

    /** @param directory the store's directory, as the operator named it */
    public StoreDamaged(Path directory, Throwable cause) {
        this(directory, fileIn(String.valueOf(cause.getMessage())), cause.getMessage(), cause);
    }

    public StoreDamaged(Path directory, String file, String detail, Throwable cause) {
        super("The store in " + directory + " is damaged (" + file + "): " + detail + ". " + remedy(directory), cause);
        this.location = "the store in " + directory + " (" + file + ")";
        this.remedy = remedy(directory);
        this.file = file;
    }

    /** The damaged file as far as it is known, else "unknown file". */
    public String file() {
        return file;
    }

    @Override
    public String location() {
        return location;
    }

    @Override
    public String remedy() {
        return remedy;
    }

    /** What the operator does about damage in {@code directory}. */
    public static String remedy(Path directory) {
        return "Move the directory aside and run: ./breakwater restore DIR --into " + directory;
    }

    /** The first file of a store that {@code message} names, else "unknown file". */
    public static String fileIn(String message) {
        Matcher matcher = FILE.matcher(message);
        return matcher.find() ? matcher.group(1) : "unknown file";
    }

    @Override
    public String code() {
        return "STORE_DAMAGED";
    }
}
