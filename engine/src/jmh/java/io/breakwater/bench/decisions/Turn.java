package io.breakwater.bench.decisions;

/**
 * What one turn did.
 *
 * @param decisions durable answers, refusals among them
 * @param refused by a rule
 * @param nanos from the first command sent to the last one answered
 */
public record Turn(long decisions, long refused, long nanos, Cost cost) {

    /**
     * What it took.
     *
     * @param nodeCpuNanos of whoever decides, with its journal
     * @param compilerNanos the part of it that its JVM's compilers took; 0 where that cannot be seen
     * @param clientCpuNanos of whoever sends
     * @param allocatedBytes on the deciding side's heap; 0 where that cannot be seen
     * @param journalBytes rows stored; 0 where that cannot be seen
     */
    public record Cost(
            long nodeCpuNanos, long compilerNanos, long clientCpuNanos, long allocatedBytes, long journalBytes) {

        public static final Cost NONE = new Cost(0, 0, 0, 0, 0);

        double compilerPercent() {
            return nodeCpuNanos == 0 ? 0 : 100.0 * compilerNanos / nodeCpuNanos;
        }

        Cost plus(Cost more) {
            return new Cost(nodeCpuNanos + more.nodeCpuNanos, compilerNanos + more.compilerNanos,
                    clientCpuNanos + more.clientCpuNanos, allocatedBytes + more.allocatedBytes,
                    journalBytes + more.journalBytes);
        }
    }

    public static final Turn NONE = new Turn(0, 0, 0, Cost.NONE);

    double decisionsASecond() {
        return decisions / (nanos / 1e9);
    }

    public Turn plus(Turn more) {
        return new Turn(decisions + more.decisions, refused + more.refused, nanos + more.nanos, cost.plus(more.cost));
    }
}
