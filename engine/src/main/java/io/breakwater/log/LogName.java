package io.breakwater.log;

import io.breakwater.kernel.Bounds;

/**
 * Which log: it is in every block, and the first digest of the chain is bound to it, so that no log passes for another.
 *
 * @param environment production, uat or simulation
 * @param dataCenter whose journal it is
 * @param log the lane, such as {@code counterparty-07}
 */
public record LogName(String environment, String dataCenter, String log) {
    private static final int MOST_CHARS = 128;
    private static final String SALT = "breakwater genesis 1";

    /** Checks the lengths of the names, at most 128 characters each. */
    public LogName {
        Bounds.atMost("characters of an environment", environment.length(), MOST_CHARS);
        Bounds.atMost("characters of a data center", dataCenter.length(), MOST_CHARS);
        Bounds.atMost("characters of a log", log.length(), MOST_CHARS);
    }

    /** What the first block of this log names as the digest before it. */
    public Digest genesis() {
        var out = new CborWriter(256, 4096);
        out.writeArray(4);
        out.writeText(SALT);
        writeNames(out);
        return Digest.sha256(out.toBytes());
    }

    void writeNames(CborWriter out) {
        out.writeText(environment);
        out.writeText(dataCenter);
        out.writeText(log);
    }

    static LogName readNames(CborReader in) {
        return new LogName(in.readText(), in.readText(), in.readText());
    }

    /** Environment, data center and log with slashes between. */
    @Override
    public String toString() {
        return environment + "/" + dataCenter + "/" + log;
    }
}
