package io.breakwater.ops.demo;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;

/**
 * The long set: {@code cluster --rounds N [--seed S] [--cassandra 1|3] [--json]}. Each round does one fault to one node
 * of a cluster under load; kinds come in an order drawn by the seed, each once before any comes again. A cluster is
 * judged after some rounds, and the next one is new. With three nodes of Cassandra one of them is down all the time.
 * Exit codes: 0 sound, 1 something was lost, doubled or decided otherwise, or a kind of fault was never injected;
 * 2 usage.
 */
public final class ClusterCampaign {
    private static final int ROUNDS_A_CLUSTER = 12;
    private static final String USAGE =
            "usage: breakwater campaign cluster [--rounds N] [--seed S] [--cassandra 1|3] [--json]"
                    + "   N is 1 to 100000";

    private final long seed;
    private final int cassandraNodes;
    private final List<ClusterFault> kinds;
    private final boolean json;
    private final Random random;
    private final List<ClusterFault> bag = new ArrayList<>();
    private final Map<ClusterFault, List<Long>> silentMillis = new EnumMap<>(ClusterFault.class);
    private final List<ClusterVerdict> verdicts = new ArrayList<>();

    private ClusterCampaign(long seed, int cassandraNodes, boolean json) {
        this.seed = seed;
        this.cassandraNodes = cassandraNodes;
        this.kinds = Stream.of(ClusterFault.values()).filter(kind -> kind.fits(cassandraNodes)).toList();
        this.json = json;
        this.random = new Random(seed);
        kinds.forEach(fault -> silentMillis.put(fault, new ArrayList<>()));
    }

    static void main(String[] args) throws Exception {
        List<String> flags = List.of(args);
        long rounds = number(flags, "--rounds", 2L * ClusterFault.values().length);
        long seed = number(flags, "--seed", 1);
        long cassandra = number(flags, "--cassandra", 1);
        boolean known = flags.stream().filter(flag -> flag.startsWith("-"))
                .allMatch(List.of("--rounds", "--seed", "--cassandra", "--json")::contains);
        if (!known || rounds < 1 || rounds > 100_000 || seed < 0 || cassandra != 1 && cassandra != 3) {
            System.err.println(USAGE);
            System.exit(2);
        }
        System.exit(new ClusterCampaign(seed, (int) cassandra, flags.contains("--json")).run((int) rounds) ? 0 : 1);
    }

    /** −1 where it is no number. */
    private static long number(List<String> flags, String flag, long otherwise) {
        int at = flags.indexOf(flag);
        if (at < 0) {
            return otherwise;
        }
        String text = at + 1 < flags.size() ? flags.get(at + 1) : "";
        return text.matches("[0-9]{1,15}") ? Long.parseLong(text) : -1;
    }

    private boolean run(int rounds) throws Exception {
        for (int from = 0; from < rounds; from += ROUNDS_A_CLUSTER) {
            cluster(from, Math.min(rounds, from + ROUNDS_A_CLUSTER));
        }
        CampaignReport report = CampaignReport.of(seed, silentMillis, verdicts);
        report.injected().forEach((fault, times) -> say(String.format(
                "%,6d × %-17s at most %,d ms without service", times, fault, report.longestMillis().get(fault))));
        report.neverInjected().forEach(fault -> say(fault + " was never injected"));
        say(report.sound() ? "sound" : "NOT sound; again: breakwater campaign cluster --rounds " + rounds + " --seed "
                + seed + " --cassandra " + cassandraNodes);
        if (json) {
            System.out.println(report.json());
        }
        return report.sound();
    }

    private void cluster(int from, int to) throws Exception {
        Path directory = Files.createTempDirectory("breakwater-campaign-");
        try (ClusterTrial trial = ClusterTrial.start(directory, seed + from, cassandraNodes, this::say)) {
            trial.history().await(ClusterFault.PACKS_AFTER);
            for (int round = from; round < to; round++) {
                ClusterFault fault = drawn();
                int node = random.nextInt(ClusterTrial.NODES);
                Duration silent = fault.played(trial, node);
                silentMillis.get(fault).add(silent.toMillis());
                say("round " + (round + 1) + ": " + fault + " (node-" + (node + 1) + "), " + silent.toMillis()
                        + " ms without service");
            }
            ClusterVerdict verdict = trial.judge();
            verdicts.add(verdict);
            say(verdict.json());
        }
    }

    private ClusterFault drawn() {
        if (bag.isEmpty()) {
            bag.addAll(kinds);
            Collections.shuffle(bag, random);
        }
        return bag.removeLast();
    }

    private void say(String line) {
        (json ? System.err : System.out).println("[campaign] " + line);
    }
}
