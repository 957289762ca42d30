package io.breakwater.domain.counterparty;

import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.domain.Limit;
import io.breakwater.domain.Measure;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Caps of the counterparty and of its accounts, on everything, on one instrument or one underlying, that come, rise and
 * fall beneath what is used: no request takes any figure over its cap, or further over it (I-04).
 */
class MovedLimitsTest {

    private static final int STEPS = 2_500;
    private static final List<Measure> BY_INSTRUMENT =
            List.of(Measure.GROSS_POSITION, Measure.NET_POSITION, Measure.CONCENTRATION);
    private static final List<Measure> BY_UNDERLYING =
            List.of(Measure.DELTA, Measure.GAMMA, Measure.VEGA, Measure.SHORT_OPTIONS);
    private static final List<Measure> SUMS =
            List.of(Measure.GROSS_NOTIONAL, Measure.WORKING_ORDERS, Measure.PREMIUM_PAID);

    /**
     * What is counted for a cap.
     *
     * @param account whose cap it is; empty for the counterparty's
     * @param holder account that it is counted in; empty where all are together
     * @param dimension instrument or underlying; empty for sums
     */
    private record Figure(String account, String holder, Measure measure, String dimension)
            implements Comparable<Figure> {

        @Override
        public int compareTo(Figure other) {
            return toString().compareTo(other.toString());
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void areNotGonePast(long seed) {
        areNotGonePast(seed, Desk.open());
    }

    @ParameterizedTest
    @ValueSource(longs = {11, 12})
    void areNotGonePastInPortfolioMargin(long seed) {
        areNotGonePast(seed, Desk.open(MarginMode.PORTFOLIO, "USD", MarginMode.ISOLATED, "USD"));
    }

    private static void areNotGonePast(long seed, Desk desk) {
        RandomFlow flow = new RandomFlow(seed, desk);
        int bound = 0;
        for (int step = 0; step < STEPS; step++) {
            flow.market();
            if (flow.below(25) == 0) {
                desk.accepted(limit(flow));
            }
            CounterpartyCommand command = ReserveTimeLimitsTest.honest(flow);
            if (command == null) {
                continue;
            }
            boolean exempt = ReserveTimeLimitsTest.isExempt(desk, command);
            Map<Figure, Long> before = figures(desk.state(), desk);
            CounterpartyEvent event = ReserveTimeLimitsTest.taken(desk, command);
            bound += event instanceof CounterpartyEvent.RequestRefused ? 1 : 0;
            String place = "seed " + seed + ", step " + step + ", " + command;
            figures(desk.state(), desk).forEach((figure, after) -> {
                if (!exempt || figure.measure() == Measure.WORKING_ORDERS) {
                    assertThat(after).as("%s: %s", place, figure)
                            .isLessThanOrEqualTo(Math.max(before.getOrDefault(figure, 0L), cap(desk.state(), figure)));
                }
            });
        }
        assertThat(bound).as("the flow is worth something").isGreaterThan(200);
    }

    private static CounterpartyRequest.SetLimit limit(RandomFlow flow) {
        int kind = flow.below(3);
        List<Measure> of = kind == 0 ? SUMS : kind == 1 ? BY_INSTRUMENT : BY_UNDERLYING;
        Measure measure = of.get(flow.below(of.size()));
        String dimension = kind == 0 || flow.below(2) == 0 ? ""
                : kind == 1 ? List.of("perp", "call", "combo", "inverse").get(flow.below(4))
                : List.of("BTC", "ETH").get(flow.below(2));
        return new CounterpartyRequest.SetLimit(List.of("", "main", "away").get(flow.below(3)),
                new Limit(measure, dimension, most(measure) / (1 + flow.below(8)), flow.below(5) > 0));
    }

    private static long most(Measure measure) {
        return switch (measure) {
            case GROSS_POSITION, NET_POSITION, SHORT_OPTIONS -> 100;
            case WORKING_ORDERS -> 40;
            case VEGA -> 10 * Desk.USD;
            case GAMMA, PREMIUM_PAID -> 200 * Desk.USD;
            default -> 8_000 * Desk.USD;
        };
    }

    private static long cap(Counterparty state, Figure figure) {
        Limits limits = figure.account().isEmpty() ? state.profile().limits()
                : state.account(figure.account()).limits();
        return limits.cap(figure.measure(), figure.dimension());
    }

    private static Map<Figure, Long> figures(Counterparty state, Desk desk) {
        Map<Figure, Long> figures = new TreeMap<>();
        sums(figures, "", state.used());
        state.accounts().forEach((id, account) -> {
            if (!account.limits().isEmpty()) {
                sums(figures, id, account.used());
            }
            account.holdings().forEach((position, holding) -> {
                String name = desk.market.view().instrument(position).name();
                for (String scope : List.of("", id)) {
                    figures.put(new Figure(scope, id, Measure.NET_POSITION, name), holding.worstNetLots());
                    figures.put(new Figure(scope, id, Measure.GROSS_POSITION, name), holding.grossLots());
                    figures.put(new Figure(scope, id, Measure.CONCENTRATION, name), holding.concentratedUsdMicros());
                }
            });
        });
        return figures;
    }

    private static void sums(Map<Figure, Long> figures, String account, Used used) {
        SUMS.forEach(measure -> figures.put(new Figure(account, "", measure, ""), used.of(measure, "")));
        for (Measure measure : BY_UNDERLYING) {
            for (String underlying : List.of("BTC", "ETH")) {
                figures.put(new Figure(account, "", measure, underlying), used.of(measure, underlying));
            }
        }
    }
}
