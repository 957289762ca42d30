package io.breakwater.campaign;

import io.breakwater.simulation.EscrowCampaign;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Runs a campaign: {@code parsers [--inputs N] [--seed S]} or {@code escrow [--seeds N] [--first SEED] [--json]}. Exit
 * codes: 0 nothing broke, 1 it did, 2 usage.
 */
public final class CampaignMain {
    private static final long INPUTS = 1_000_000;
    private static final long MOST_INPUTS = 1_000_000_000;
    private static final String USAGE = "usage: breakwater campaign parsers [--inputs N] [--seed S]\n"
            + "       breakwater campaign escrow [--seeds N] [--first SEED] [--json]\n"
            + "       breakwater campaign cluster [--rounds N] [--seed S] [--cassandra 1|3] [--json]\n"
            + "       breakwater campaign regions [--rounds N] [--seed S] [--json]";

    private CampaignMain() {}

    static void main(String[] args) throws Exception {
        if (Stream.of(args).anyMatch(Set.of("--help", "-h")::contains)) {
            System.out.println(USAGE);
            System.exit(0);
        }
        boolean isEscrow = args.length > 0 && args[0].equals("escrow");
        System.exit(isEscrow ? EscrowCampaign.run(List.of(args)) : run(args));
    }

    /** What is searched, and from where. */
    record Search(long inputs, long seed) {}

    /** Null where the words make no sense. */
    static Search parsed(String... args) {
        long inputs = INPUTS;
        long seed = 1;
        boolean isKnown = args.length % 2 == 1 && args[0].equals("parsers");
        for (int i = 1; i + 1 < args.length && isKnown; i += 2) {
            isKnown = args[i + 1].matches("[0-9]{1,10}");
            switch (args[i]) {
                case "--inputs" -> inputs = isKnown ? Long.parseLong(args[i + 1]) : 0;
                case "--seed" -> seed = isKnown ? Long.parseLong(args[i + 1]) : 0;
                default -> isKnown = false;
            }
        }
        return isKnown && inputs <= MOST_INPUTS ? new Search(inputs, seed) : null;
    }

    private static int run(String[] args) {
        Search search = parsed(args);
        if (search == null) {
            System.err.println(USAGE);
            return 2;
        }
        return searched(search.seed(), search.inputs());
    }

    private static int searched(long seed, long inputs) {
        try {
            ParserCampaign.Result result = ParserCampaign.run(seed, inputs);
            System.out.printf("%,d inputs, seed %d: nothing broke%n%,d observations passed the gate, %,d facts%n",
                    result.inputs(), seed, result.good(), result.facts());
            result.faults().forEach((fault, count) -> System.out.printf("%,12d %s%n", count, fault));
            return 0;
        } catch (IllegalStateException broken) {
            System.err.println(broken.getMessage());
            System.err.printf("again: ./breakwater campaign parsers --inputs %d --seed %d%n", inputs, seed);
            return 1;
        }
    }
}
