package io.breakwater.bench;

import java.lang.management.ManagementFactory;
import java.util.List;

/**
 * What it was measured on.
 *
 * @param load1 processes that were ready to run, mean over the minute before the bench: far above 0 spoils it
 */
record Machine(int cores, String jvm, List<String> flags, double load1) {

    static Machine now() {
        var runtime = ManagementFactory.getRuntimeMXBean();
        return new Machine(
                Runtime.getRuntime().availableProcessors(),
                runtime.getVmName() + " " + Runtime.version(),
                runtime.getInputArguments(),
                ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
    }

    String text() {
        return "%d cores, load %.2f, %s, flags %s".formatted(cores, load1, jvm, String.join(" ", flags));
    }
}
