package io.breakwater.bench.load;

/**
 * Who sends how much, and how large everybody is.
 *
 * @param text for the report
 * @param exponent of Zipf's law over the counterparties; 0: all alike
 * @param options listed
 */
public record LoadShape(String text, Kind kind, int counterparties, double exponent, int options) {

    /** Which sizes its counterparties have. */
    public enum Kind {
        SKEWED,
        UNIFORM,
        HOT
    }

    /**
     * How large one counterparty is.
     *
     * @param instruments that it trades
     * @param orders that it likes to have working
     * @param positions that it has from the start
     */
    public record Size(int instruments, int orders, int positions) {}

    private static final Size MAKER = new Size(400, 500, 400);
    private static final Size ACTIVE = new Size(15, 30, 15);
    private static final Size USUAL = new Size(2, 4, 2);
    private static final Size HOTTEST = new Size(3_000, 5_000, 3_000);
    private static final double EXPONENT = 1.4;
    private static final int MAKERS_A_THOUSAND = 1;
    private static final int ACTIVE_A_THOUSAND = 50;

    /** As flow is at a large venue: of 10,000 the top 1, 10, 100 and 1,000 send 33, 70, 89 and 97 %. */
    public static LoadShape skewed(int counterparties) {
        String text = "Zipf 1.4 over %,d counterparties".formatted(counterparties);
        return new LoadShape(text, Kind.SKEWED, counterparties, EXPONENT, MAKER.instruments());
    }

    public static LoadShape uniform(int counterparties) {
        String text = "%,d counterparties, all alike".formatted(counterparties);
        return new LoadShape(text, Kind.UNIFORM, counterparties, 0, MAKER.instruments());
    }

    /** Counterparties with hardly a market, of whom most only have to be remembered. */
    public static LoadShape quiet(int counterparties) {
        String text = "%,d counterparties".formatted(counterparties);
        return new LoadShape(text, Kind.UNIFORM, counterparties, 0, ACTIVE.instruments());
    }

    /** One counterparty takes it all. */
    public static LoadShape hot() {
        String text = "one counterparty of %,d positions and %,d working orders"
                .formatted(HOTTEST.positions(), HOTTEST.orders());
        return new LoadShape(text, Kind.HOT, 1, 0, HOTTEST.instruments());
    }

    public MarketUniverse market() {
        return new MarketUniverse(options);
    }

    /** By what accounts hold at a large venue: median 2 positions, p95 15, p99.9 400. */
    public Size sizeOf(int rank) {
        return switch (kind) {
            case HOT -> HOTTEST;
            case UNIFORM -> ACTIVE;
            case SKEWED -> rank < Math.max(1, counterparties * MAKERS_A_THOUSAND / 1_000) ? MAKER
                    : rank < counterparties * ACTIVE_A_THOUSAND / 1_000 ? ACTIVE : USUAL;
        };
    }

    /** Half of the counterparties send more than this one, half less. */
    public int medianRank() {
        return counterparties / 2;
    }

    /** The entity of a rank. */
    public static String entity(int rank) {
        return "c-" + rank;
    }
}
