package io.breakwater.simulation;

import io.breakwater.simulation.Simulation.Result;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;

/** Many histories, their sums, and the violations with the commands that replay them. */
final class Campaign {
    private static final int THREADS = 2;
    private static final int SHOWN = 5;

    private final Flaw flaw;
    private final boolean stopAtFirst;
    private final Map<Fault, Long> faults = new EnumMap<>(Fault.class);
    private final Map<Violation.Kind, Long> kinds = new EnumMap<>(Violation.Kind.class);
    private final List<String> violations = new ArrayList<>();
    private long histories;
    private long operations;
    private long refusals;
    private long falseRefusals;
    private long slowestRestrictionMicros;

    private Campaign(Flaw flaw, boolean stopAtFirst) {
        this.flaw = flaw;
        this.stopAtFirst = stopAtFirst;
        for (Fault fault : Fault.values()) {
            faults.put(fault, 0L);
        }
    }

    /** All of the seeds from first on. */
    static Campaign run(long first, long seeds) throws Exception {
        return new Campaign(Flaw.NONE, false).over(first, seeds);
    }

    /** Until the flaw is found. */
    static Campaign hunt(Flaw flaw, long first, long seeds) throws Exception {
        return new Campaign(flaw, true).over(first, seeds);
    }

    private Campaign over(long first, long seeds) throws Exception {
        AtomicBoolean done = new AtomicBoolean();
        try (ExecutorService pool = Executors.newFixedThreadPool(THREADS)) {
            List<Callable<List<Result>>> parts = new ArrayList<>();
            for (int thread = 0; thread < THREADS; thread++) {
                int offset = thread;
                parts.add(() -> part(first + offset, first + seeds, done));
            }
            for (Future<List<Result>> part : pool.invokeAll(parts)) {
                part.get().forEach(this::add);
            }
        }
        return this;
    }

    private List<Result> part(long first, long end, AtomicBoolean done) {
        List<Result> results = new ArrayList<>();
        for (long seed = first; seed < end && !done.get(); seed += THREADS) {
            Result result = Simulation.run(seed, flaw);
            results.add(result);
            if (stopAtFirst && result.violation() != null) {
                done.set(true);
            }
        }
        return results;
    }

    private void add(Result result) {
        histories++;
        operations += result.operations();
        refusals += result.refusals();
        falseRefusals += result.falseRefusals();
        slowestRestrictionMicros = Math.max(slowestRestrictionMicros, result.slowestRestrictionMicros());
        result.faults().forEach((fault, times) -> faults.merge(fault, times, Long::sum));
        if (result.violation() != null) {
            kinds.merge(result.violation().kind(), 1L, Long::sum);
            violations.add(result.violation().getMessage() + "\n"
                    + "  replay: ./breakwater campaign escrow --seeds 1 --first " + result.seed());
        }
    }

    long histories() {
        return histories;
    }

    long falseRefusalPercent() {
        return operations == 0 ? 0 : 100 * falseRefusals / operations;
    }

    long slowestRestrictionMicros() {
        return slowestRestrictionMicros;
    }

    List<String> violations() {
        return violations;
    }

    List<Fault> neverInjected() {
        return faults.keySet().stream().filter(fault -> faults.get(fault) == 0).toList();
    }

    private long times(Violation.Kind kind) {
        return kinds.getOrDefault(kind, 0L);
    }

    String json() {
        String byKind = faults.entrySet().stream().map(each -> "\"" + each.getKey() + "\":" + each.getValue())
                .collect(Collectors.joining(",", "{", "}"));
        return ("{\"histories\":%d,\"operations\":%d,\"faults\":%s,\"overLimit\":%d,\"rightsLost\":%d,"
                + "\"rightsMinted\":%d,\"refusals\":%d,\"falseRefusals\":%d,\"slowestRestrictionMicros\":%d,\"violations\":%d}").formatted(
                histories, operations, byKind, times(Violation.Kind.OVER_LIMIT), times(Violation.Kind.RIGHTS_LOST),
                times(Violation.Kind.RIGHTS_MINTED), refusals, falseRefusals, slowestRestrictionMicros,
                violations.size());
    }

    String text() {
        StringBuilder text = new StringBuilder();
        text.append("histories %,d · operations %,d · refusals %,d · false refusals %,d%n".formatted(
                histories, operations, refusals, falseRefusals));
        faults.forEach((fault, times) -> text.append("  %-26s %,d%n".formatted(
                fault.name().toLowerCase().replace('_', ' '), times)));
        text.append("restrictions in force where they could be heard of after at most %,d µs of virtual time%n"
                .formatted(slowestRestrictionMicros));
        text.append("over limit %d · rights lost %d · rights minted %d · violations %d%n".formatted(
                times(Violation.Kind.OVER_LIMIT), times(Violation.Kind.RIGHTS_LOST),
                times(Violation.Kind.RIGHTS_MINTED), violations.size()));
        return text.toString();
    }

    /** The first violations with what replays them, and kinds that were never injected; empty where all is well. */
    String shortcomings() {
        StringBuilder text = new StringBuilder();
        violations.stream().limit(SHOWN).forEach(each -> text.append(each).append('\n'));
        neverInjected().forEach(fault -> text.append("never injected: ").append(fault).append('\n'));
        return text.toString();
    }
}
