package io.breakwater.ops.demo;

import io.breakwater.it.Namespaces;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;

/**
 * The long set: {@code cluster --rounds N [--seed S] [--cassandra 1|3] [--kinds A,B] [--json]}. Each round does one
 * fault to one node of a cluster under load; kinds come in an order drawn by the seed, each once before any comes
 * again. A cluster is judged after some rounds, and the next one is new; pulled cables come last, on clusters of their
 * own. With three nodes of Cassandra one of them is down all the time. Exit codes: 0 sound, 1 something was lost, doubled
 * or decided otherwise, or a kind of fault was never injected; 2 usage.
 */
public final class ClusterCampaign {
    private static final int ROUNDS_A_CLUSTER = 12;

    private final CampaignOptions options;
    private final Random random;
    private final Map<ClusterFault, List<Long>> silentMillis = new EnumMap<>(ClusterFault.class);
    private final List<ClusterVerdict> verdicts = new ArrayList<>();
    private int round;

    private ClusterCampaign(CampaignOptions options) {
        this.options = options;
        this.random = new Random(options.seed());
        options.kinds().forEach(fault -> silentMillis.put(fault, new ArrayList<>()));
    }

    static void main(String[] args) throws Exception {
        try {
            CampaignOptions options = CampaignOptions.parse(List.of(args), ClusterCampaign::whyNoCables);
            System.exit(new ClusterCampaign(options).run() ? 0 : 1);
        } catch (CampaignOptions.Fault fault) {
            System.err.println(fault.getMessage());
            System.exit(2);
        }
    }

    /** Empty where this machine has cables that can be pulled. */
    private static String whyNoCables() {
        try (Namespaces _ = Namespaces.open(ClusterTrial.NODES)) {
            return "";
        } catch (Namespaces.Refused refused) {
            return refused.getMessage();
        }
    }

    private boolean run() throws Exception {
        options.leftOut().forEach((fault, why) -> say(fault + " is left out: " + why));
        List<ClusterFault> drawn = drawn();
        play(drawn.stream().filter(fault -> !fault.isOfCables()).toList(), false);
        play(drawn.stream().filter(ClusterFault::isOfCables).toList(), true);
        CampaignReport report = CampaignReport.of(options.seed(), silentMillis, verdicts);
        report.injected().forEach((fault, times) -> say(String.format(Locale.ROOT,
                "%,6d × %-17s at most %,d ms without service", times, fault, report.longestMillis().get(fault))));
        report.neverInjected().forEach(fault -> say(fault + " was never injected"));
        say(report.sound() ? "sound" : "NOT sound; again: " + options.again());
        if (options.json()) {
            System.out.println(report.json());
        }
        return report.sound();
    }

    /** One fault a round, each kind once before any comes again. */
    private List<ClusterFault> drawn() {
        List<ClusterFault> drawn = new ArrayList<>();
        while (drawn.size() < options.rounds()) {
            List<ClusterFault> bag = new ArrayList<>(options.kinds());
            Collections.shuffle(bag, random);
            drawn.addAll(bag.subList(0, Math.min(bag.size(), options.rounds() - drawn.size())));
        }
        return drawn;
    }

    private void play(List<ClusterFault> faults, boolean cabled) throws Exception {
        for (int from = 0; from < faults.size(); from += ROUNDS_A_CLUSTER) {
            cluster(faults.subList(from, Math.min(faults.size(), from + ROUNDS_A_CLUSTER)), cabled);
        }
    }

    private void cluster(List<ClusterFault> faults, boolean cabled) throws Exception {
        try (ClusterTrial trial = started(cabled)) {
            trial.history().await(ClusterFault.PACKS_AFTER);
            for (ClusterFault fault : faults) {
                int node = random.nextInt(ClusterTrial.NODES);
                Duration silent = fault.played(trial, node);
                silentMillis.get(fault).add(silent.toMillis());
                round++;
                say("round " + round + ": " + fault + " (node-" + (node + 1) + "), " + silent.toMillis()
                        + " ms without service");
            }
            ClusterVerdict verdict = trial.judge();
            verdicts.add(verdict);
            say(verdict.json());
        }
    }

    private ClusterTrial started(boolean cabled) throws IOException, InterruptedException, Namespaces.Refused {
        Path directory = Files.createTempDirectory("breakwater-campaign-");
        return ClusterTrial.start(directory, options.seed() + round,
                new ClusterTrial.Ground(options.cassandraNodes(), cabled), this::say);
    }

    private void say(String line) {
        (options.json() ? System.err : System.out).println("[campaign] " + line);
    }
}
