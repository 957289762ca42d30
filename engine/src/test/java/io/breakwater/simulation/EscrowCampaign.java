package io.breakwater.simulation;

import java.util.List;

/**
 * {@code campaign escrow [--seeds N] [--first SEED] [--json]}. Exit codes: 0 nothing was violated and every kind of fault
 * was injected (of fewer than 100 histories that is not asked), 1 otherwise, 2 usage.
 */
public final class EscrowCampaign {
    private static final String USAGE = "usage: breakwater campaign escrow [--seeds N] [--first SEED] [--json]";
    private static final long ENOUGH_FOR_EVERY_FAULT = 100;

    private EscrowCampaign() {}

    /** How many histories, from which one on. */
    public record Asked(long seeds, long first, boolean json) {}

    /** Null where the words make no sense. */
    public static Asked parsed(List<String> args) {
        int known = (args.contains("--seeds") ? 2 : 0) + (args.contains("--first") ? 2 : 0)
                + (args.contains("--json") ? 1 : 0) + 1;
        if (args.isEmpty() || !args.getFirst().equals("escrow") || args.size() != known) {
            return null;
        }
        try {
            Asked asked = new Asked(number(args, "--seeds", 2_000), number(args, "--first", 1),
                    args.contains("--json"));
            return asked.seeds() < 1 ? null : asked;
        } catch (NumberFormatException wrong) {
            return null;
        }
    }

    /** @return the exit code */
    public static int run(List<String> args) throws Exception {
        Asked asked = parsed(args);
        if (asked == null) {
            System.err.println(USAGE);
            return 2;
        }
        Campaign campaign = Campaign.run(asked.first(), asked.seeds());
        if (asked.json()) {
            System.out.println(campaign.json());
            System.err.print(campaign.shortcomings());
        } else {
            System.out.print(campaign.text() + campaign.shortcomings());
        }
        boolean thin = asked.seeds() >= ENOUGH_FOR_EVERY_FAULT && !campaign.neverInjected().isEmpty();
        return campaign.violations().isEmpty() && !thin ? 0 : 1;
    }

    private static long number(List<String> args, String name, long otherwise) {
        int at = args.indexOf(name);
        return at < 0 ? otherwise : Long.parseLong(at + 1 < args.size() ? args.get(at + 1) : "");
    }
}
