package io.breakwater.ops.demo;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * What a campaign on a cluster is told.
 *
 * @param rounds at least one for each kind: one that is never injected could only fail
 * @param kinds of faults that it injects
 * @param leftOut those that this machine or this number of nodes of Cassandra does not allow, and why
 */
record CampaignOptions(int rounds, long seed, int cassandraNodes, List<ClusterFault> kinds,
        Map<ClusterFault, String> leftOut, boolean json) {
    private static final long MOST_ROUNDS = 100_000;
    private static final int TIMES_EACH = 2;
    private static final List<String> WITH_VALUE = List.of("--rounds", "--seed", "--cassandra", "--kinds");
    private static final String USAGE = "usage: breakwater campaign cluster [--rounds N] [--seed S]"
            + " [--cassandra 1|3] [--kinds KIND,KIND] [--json]";

    /** What it cannot begin with: flag, value and remedy. Exit code 2. */
    static final class Fault extends Exception {
        private static final long serialVersionUID = 1L;

        Fault(String what) {
            super("error: " + what + System.lineSeparator() + USAGE);
        }
    }

    /**
     * Reads what stands behind {@code campaign}.
     *
     * @param whyNoCables why cables cannot be pulled on this machine; empty where they can
     */
    static CampaignOptions parse(List<String> line, Supplier<String> whyNoCables) throws Fault {
        List<String> flags = line.isEmpty() || line.getFirst().startsWith("-") ? line : line.subList(1, line.size());
        requireKnown(flags);
        int cassandra = (int) number(flags, "--cassandra", 1, 3, 1);
        if (cassandra == 2) {
            throw new Fault("--cassandra is 2: of two nodes neither may be down; give it 1 or 3");
        }
        Map<ClusterFault, String> leftOut = new EnumMap<>(ClusterFault.class);
        List<ClusterFault> kinds = kinds(flags, cassandra, whyNoCables, leftOut);
        long rounds = number(flags, "--rounds", 1, MOST_ROUNDS, (long) TIMES_EACH * kinds.size());
        if (rounds < kinds.size()) {
            throw new Fault("--rounds is " + rounds + ", and there are " + kinds.size() + " kinds of fault, of which"
                    + " each has to be injected; give it " + kinds.size() + " or more, or name fewer with --kinds: "
                    + names(kinds));
        }
        return new CampaignOptions((int) rounds, number(flags, "--seed", 0, Long.MAX_VALUE, 1), cassandra, kinds,
                leftOut, flags.contains("--json"));
    }

    private static void requireKnown(List<String> flags) throws Fault {
        for (int at = 0; at < flags.size(); at++) {
            String flag = flags.get(at);
            if (WITH_VALUE.contains(flag)) {
                at++;
            } else if (!flag.equals("--json")) {
                throw new Fault(flag + " is no flag of this campaign");
            }
        }
    }

    private static List<ClusterFault> kinds(List<String> flags, int cassandra, Supplier<String> whyNoCables,
            Map<ClusterFault, String> leftOut) throws Fault {
        int at = flags.indexOf("--kinds");
        List<ClusterFault> asked = at < 0 ? List.of(ClusterFault.values()) : named(value(flags, at));
        String noCables = asked.stream().anyMatch(ClusterFault::isOfCables) ? whyNoCables.get() : "";
        List<ClusterFault> kinds = new ArrayList<>();
        for (ClusterFault kind : asked) {
            String why = kind.isOfCables() && !noCables.isEmpty() ? noCables
                    : kind.fits(cassandra) ? "" : "it does not do what it says with --cassandra " + cassandra;
            if (why.isEmpty()) {
                kinds.add(kind);
            } else if (at >= 0) {
                throw new Fault("--kinds has " + kind + ", which cannot be injected: " + why + "; take it out");
            } else {
                leftOut.put(kind, why);
            }
        }
        return kinds;
    }

    private static List<ClusterFault> named(String text) throws Fault {
        List<ClusterFault> named = new ArrayList<>();
        for (String name : text.split(",", -1)) {
            named.add(Arrays.stream(ClusterFault.values()).filter(kind -> kind.name().equals(name)).findFirst()
                    .orElseThrow(() -> new Fault("--kinds has " + name + "; choose of "
                            + names(List.of(ClusterFault.values())))));
        }
        return named.stream().distinct().toList();
    }

    private static String names(List<ClusterFault> kinds) {
        return kinds.stream().map(ClusterFault::name).collect(Collectors.joining(","));
    }

    private static long number(List<String> flags, String flag, long least, long most, long otherwise) throws Fault {
        int at = flags.indexOf(flag);
        if (at < 0) {
            return otherwise;
        }
        String text = value(flags, at);
        long number = text.matches("[0-9]{1,15}") ? Long.parseLong(text) : -1;
        if (number < least || number > most) {
            throw new Fault(flag + " is " + text + "; set it between " + least + " and " + most);
        }
        return number;
    }

    private static String value(List<String> flags, int at) throws Fault {
        if (at + 1 >= flags.size()) {
            throw new Fault(flags.get(at) + " has no value");
        }
        return flags.get(at + 1);
    }

    /** The command that does the same once more. */
    String again() {
        return "breakwater campaign cluster --rounds " + rounds + " --seed " + seed + " --cassandra " + cassandraNodes
                + " --kinds " + names(kinds);
    }
}
