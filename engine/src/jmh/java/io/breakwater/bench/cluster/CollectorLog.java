package io.breakwater.bench.cluster;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/** Collections of the whole heap that a JVM is asked for from outside, and what its collector writes of them. */
final class CollectorLog {

    private static final String COLLECT = "GC.run";
    private static final Pattern PAUSE = Pattern.compile("Pause .*\\(Diagnostic Command\\).* ([0-9.]+)ms$");

    private final Path file;

    /** @param file new, or of a JVM that has ended */
    CollectorLog(Path file) throws IOException {
        Files.deleteIfExists(file);
        this.file = file;
    }

    /** The JVM's flag that has it written. */
    String flag() {
        return "-Xlog:gc:file=" + file + ":uptime:filecount=0";
    }

    /**
     * Has the JVM collect its heap, and waits for it.
     *
     * @return milliseconds that it stood still for it
     * @throws IOException where it did not
     */
    double collect(long pid) throws IOException, InterruptedException {
        int seen = Files.readAllLines(file).size();
        Path jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd");
        int code = new ProcessBuilder(jcmd.toString(), String.valueOf(pid), COLLECT)
                .redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD).start().waitFor();
        List<String> lines = Files.readAllLines(file);
        double millis = lines.subList(seen, lines.size()).stream().map(PAUSE::matcher)
                .flatMap(pauses -> pauses.results()).mapToDouble(pause -> Double.parseDouble(pause.group(1))).sum();
        if (code != 0 || millis == 0) {
            throw new IOException("process " + pid + " made no pause: jcmd answered " + code);
        }
        return millis;
    }
}
