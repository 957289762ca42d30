package io.breakwater.bench;

import java.io.PrintStream;

/**
 * What a bench gets to work with.
 *
 * @param directory its own, removed afterwards
 * @param out for people; the last line belongs to the report
 */
public record BenchRun(BenchOptions options, WorkDirectory directory, PrintStream out) {

    public void say(String format, Object... values) {
        out.println(format.formatted(values));
    }
}
