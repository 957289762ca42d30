package io.breakwater.it.regions;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;

/**
 * The long set: {@code regions --rounds N [--seed S] [--json]}. Each round does one fault to two data centers under
 * load; kinds come in an order drawn by the seed, each once before any comes again. Two data centers are judged after
 * some rounds, and the next two are new; every second pair has WINDOWED limits. Exit codes: 0 sound, 1 a limit was
 * exceeded, something was lost, doubled or decided otherwise, or a kind of fault was never injected (of fewer rounds
 * than kinds that is not asked); 2 usage.
 */
public final class RegionsCampaign {
    private static final int ROUNDS_A_TRIAL = RegionFault.values().length;
    /** Both limits are raised before this round of a trial. */
    private static final int RAISED_BEFORE = 3;
    private static final int WINDOW = 40;
    private static final int MOST_ROUNDS = 100_000;
    private static final String USAGE =
            "usage: breakwater campaign regions [--rounds N] [--seed S] [--json]   N is 1 to 100000";

    private final long seed;
    private final Random random;
    private final List<RegionFault> bag = new ArrayList<>();
    private final Map<RegionFault, Integer> injected = new EnumMap<>(RegionFault.class);
    private final List<Judgement> judgements = new ArrayList<>();
    private final List<Long> inForceMillis = new ArrayList<>();

    private RegionsCampaign(long seed) {
        this.seed = seed;
        this.random = new Random(seed);
        Stream.of(RegionFault.values()).forEach(fault -> injected.put(fault, 0));
    }

    /**
     * What a campaign found; the component names are the keys of its JSON.
     *
     * @param injected how often each kind of fault was
     * @param neverInjected kinds that no round drew, though there were enough
     * @param inForceMillis of each restriction, from asking until it was known to be in force on the other side
     */
    private record Report(long seed, Map<RegionFault, Integer> injected, List<RegionFault> neverInjected,
            long acknowledged, long overLimit, long lost, long doubled, long mismatches, List<Long> inForceMillis,
            List<Judgement> trials,
            boolean sound) {}

    static void main(String[] args) throws Exception {
        Asked asked = parsed(List.of(args));
        if (asked == null) {
            System.err.println(USAGE);
            System.exit(2);
        }
        EngineClassPath.tell();
        Report report = new RegionsCampaign(asked.seed()).run(asked.rounds());
        if (asked.json()) {
            System.out.println(json(report));
        }
        System.exit(report.sound() ? 0 : 1);
    }

    /** How long, of which seed, and how it is told. */
    record Asked(int rounds, long seed, boolean json) {}

    /** Null where the words make no sense. @param args the campaign's name first */
    static Asked parsed(List<String> args) {
        List<String> flags = args.subList(Math.min(1, args.size()), args.size());
        long rounds = number(flags, "--rounds", 2L * RegionFault.values().length);
        long seed = number(flags, "--seed", 1);
        boolean known = flags.stream().filter(flag -> flag.startsWith("-"))
                .allMatch(List.of("--rounds", "--seed", "--json")::contains);
        return known && rounds >= 1 && rounds <= MOST_ROUNDS && seed >= 0
                ? new Asked((int) rounds, seed, flags.contains("--json")) : null;
    }

    /** −1 where it is no number. */
    private static long number(List<String> flags, String flag, long otherwise) {
        int at = flags.indexOf(flag);
        if (at < 0) {
            return otherwise;
        }
        String value = at + 1 < flags.size() ? flags.get(at + 1) : "";
        return value.matches("[0-9]{1,15}") ? Long.parseLong(value) : -1;
    }

    private Report run(int rounds) throws Exception {
        for (int from = 0; from < rounds; from += ROUNDS_A_TRIAL) {
            trial(from, Math.min(rounds, from + ROUNDS_A_TRIAL));
        }
        List<RegionFault> never = rounds < ROUNDS_A_TRIAL ? List.of()
                : Stream.of(RegionFault.values()).filter(fault -> injected.get(fault) == 0).toList();
        boolean sound = never.isEmpty() && judgements.stream().allMatch(Judgement::isSound);
        injected.forEach((fault, times) -> say(String.format(Locale.ROOT, "%,6d × %s", times, fault)));
        say("restrictions were in force on the other side after " + inForceMillis + " ms");
        never.forEach(fault -> say(fault + " was never injected"));
        say(sound ? "sound" : "NOT sound; again: breakwater campaign regions --rounds " + rounds + " --seed " + seed);
        return new Report(seed, injected, never, sum(Judgement::acknowledged), sum(Judgement::overLimit),
                sum(Judgement::lost), sum(Judgement::doubled), sum(Judgement::mismatches), List.copyOf(inForceMillis),
                judgements, sound);
    }

    private long sum(ToLongFunction<Judgement> figure) {
        return judgements.stream().mapToLong(figure).sum();
    }

    private void trial(int from, int to) throws Exception {
        Path directory = Files.createTempDirectory("breakwater-regions-");
        boolean windowed = from / ROUNDS_A_TRIAL % 2 == 1;
        try (Trial trial = Trial.start(directory, seed + from, windowed ? WINDOW : 0)) {
            for (int round = from; round < to; round++) {
                if (round - from == RAISED_BEFORE) {
                    trial.raise();
                }
                RegionFault fault = drawn();
                for (Trader trader : trial.traders()) {
                    trader.mood(random.nextInt(4) == 0 ? Mood.GREEDY : Mood.BALANCED);
                }
                fault.played(trial, random);
                injected.merge(fault, 1, Integer::sum);
                say("round " + (round + 1) + ": " + fault + (windowed ? ", windowed: " : ": ")
                        + trial.held().units() + " units and " + trial.held().orders() + " orders in use");
            }
            inForceMillis.addAll(trial.drill().inForceMillis());
            Judgement judgement = trial.judge();
            judgements.add(judgement);
            say(json(judgement));
            say(judgement.recovery() + "; trading again after a restore from an old backup: "
                    + trial.drill().restoredMillis() + " ms");
        } finally {
            delete(directory);
        }
    }

    private RegionFault drawn() {
        if (bag.isEmpty()) {
            bag.addAll(List.of(RegionFault.values()));
            Collections.shuffle(bag, random);
        }
        return bag.removeLast();
    }

    private static void delete(Path directory) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    private static String json(Object found) {
        try {
            return new ObjectMapper().writeValueAsString(found);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a record of numbers cannot be written as JSON", e);
        }
    }

    private static void say(String line) {
        System.out.println("[regions] " + line);
    }
}
