package io.breakwater.bench.decisions;

import com.sun.management.OperatingSystemMXBean;
import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;

/** What this process spends, and what of it the calling thread, which is the client's. */
public final class HeapMeter {

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private static final OperatingSystemMXBean SYSTEM =
            (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

    private final CompilerMeter compilers = CompilerMeter.start(ProcessHandle.current().pid());
    private final long cpuNanos = SYSTEM.getProcessCpuTime();
    private final long ownCpuNanos = THREADS.getCurrentThreadCpuTime();
    private final long bytes = THREADS.getTotalThreadAllocatedBytes();
    private final long ownBytes = THREADS.getCurrentThreadAllocatedBytes();

    /** Begins to measure, after a collection, so that no one pays for what was made before. */
    public static HeapMeter start() {
        System.gc();
        return new HeapMeter();
    }

    /** Of a side that decides in this process. Called by the thread that started it. */
    public Turn.Cost inProcess(long journalBytes) {
        long client = ownCpuNanos();
        long heap = THREADS.getTotalThreadAllocatedBytes() - bytes;
        long own = THREADS.getCurrentThreadAllocatedBytes() - ownBytes;
        return new Turn.Cost(processCpuNanos() - client, compilers.nanos(), client, heap - own, journalBytes);
    }

    public long processCpuNanos() {
        return SYSTEM.getProcessCpuTime() - cpuNanos;
    }

    private long ownCpuNanos() {
        return THREADS.getCurrentThreadCpuTime() - ownCpuNanos;
    }
}
