package io.breakwater.domain.counterparty;

import io.breakwater.domain.risk.OptionLot;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.ToLongFunction;

/**
 * The figures of a counterparty computed the slow way, from its orders and positions alone, in code of its own: what the
 * sums that are kept up by every event must come to.
 */
final class NaiveTwin {

    private final Counterparty state;
    private final Map<String, List<Hold>> holds = new HashMap<>();
    private final Map<String, List<Long>> bids = new HashMap<>();
    private final Map<String, List<Long>> asks = new HashMap<>();
    /** What combos could bring in each position as a leg. */
    private final Map<String, List<Part>> parts = new HashMap<>();

    /** One side of a leg of one order. */
    private record Part(Side side, long lots, long notional, long delta, long premium) {}

    NaiveTwin(Counterparty state) {
        this.state = state;
        Set<String> paired = new HashSet<>();
        state.orders().forEach((_, order) -> {
            String place = order.account() + "/" + order.position();
            if (order.hold().buyLots() > 0) {
                bids.computeIfAbsent(place, _ -> new ArrayList<>()).add(order.buyTicks());
            }
            if (order.hold().sellLots() > 0) {
                asks.computeIfAbsent(place, _ -> new ArrayList<>()).add(order.sellTicks());
            }
            if (paired.add(order.clientOrderId())) {
                paired.add(order.partner());
                holds.computeIfAbsent(place, _ -> new ArrayList<>()).add(counted(order));
                holds.get(place).add(uncounted(order, counted(order)));
                explode(order.account(), counted(order).legs());
                explode(order.account(), uncountedLegs(order, counted(order)));
            }
        });
    }

    private void explode(String account, List<LegHold> legs) {
        for (LegHold leg : legs) {
            String opened = account + "/" + leg.instrument();
            String apart = account + "/" + PositionKey.of(leg.instrument(), PositionSide.SHORT);
            boolean along = leg.ratio() > 0;
            long up = along ? leg.buyLots() * leg.ratio() : leg.sellLots() * -leg.ratio();
            long down = along ? leg.sellLots() * leg.ratio() : leg.buyLots() * -leg.ratio();
            long buys = leg.buyNotionalUsdMicros();
            long sells = leg.sellNotionalUsdMicros();
            parts.computeIfAbsent(opened, _ -> new ArrayList<>()).add(new Part(Side.BUY, up, along ? buys : sells,
                    along ? leg.buyDeltaUsdMicros() : leg.sellDeltaUsdMicros(), leg.premiumUsdMicros()));
            parts.computeIfAbsent(leg.apart() ? apart : opened, _ -> new ArrayList<>())
                    .add(new Part(Side.SELL, down, along ? sells : buys,
                            along ? leg.sellDeltaUsdMicros() : leg.buyDeltaUsdMicros(), 0));
        }
    }

    private long part(String place, Side side, ToLongFunction<Part> figure) {
        return parts.getOrDefault(place, List.of()).stream().filter(part -> part.side() == side)
                .mapToLong(figure).sum();
    }

    /** Lots that could be bought there, by orders of its own or as a leg. */
    private long bought(String place) {
        return sum(place, Hold::buyLots) + part(place, Side.BUY, Part::lots);
    }

    private long sold(String place) {
        return sum(place, Hold::sellLots) + part(place, Side.SELL, Part::lots);
    }

    /** The delta that is in force or asked for, and not counted because the other one has more and another sign. */
    private static Hold uncounted(WorkingOrder order, Hold counted) {
        Hold old = order.hold();
        Hold asked = order.pendingHold();
        boolean buysTurn = (old.buyDeltaUsdMicros() < 0) != (asked.buyDeltaUsdMicros() < 0);
        boolean sellsTurn = (old.sellDeltaUsdMicros() < 0) != (asked.sellDeltaUsdMicros() < 0);
        return !order.replacing() ? Hold.NONE : new Hold(0, 0, 0, 0,
                buysTurn ? old.buyDeltaUsdMicros() + asked.buyDeltaUsdMicros() - counted.buyDeltaUsdMicros() : 0,
                sellsTurn ? old.sellDeltaUsdMicros() + asked.sellDeltaUsdMicros() - counted.sellDeltaUsdMicros() : 0,
                0, 0, Optional.empty());
    }

    /** The same of each leg. */
    private static List<LegHold> uncountedLegs(WorkingOrder order, Hold counted) {
        List<LegHold> found = new ArrayList<>();
        for (LegHold leg : order.replacing() ? counted.legs() : List.<LegHold>of()) {
            for (LegHold old : order.hold().legs()) {
                for (LegHold asked : order.pendingHold().legs()) {
                    boolean same = old.instrument() == leg.instrument() && asked.instrument() == leg.instrument();
                    long buys = opposite(old.buyDeltaUsdMicros(), asked.buyDeltaUsdMicros(), leg.buyDeltaUsdMicros());
                    long sells =
                            opposite(old.sellDeltaUsdMicros(), asked.sellDeltaUsdMicros(), leg.sellDeltaUsdMicros());
                    if (same) {
                        found.add(new LegHold(leg.instrument(), leg.underlying(), leg.ratio(), leg.apart(), 0, 0, 0, 0,
                                buys, sells, 0));
                    }
                }
            }
        }
        return found;
    }

    private static long opposite(long old, long asked, long counted) {
        return (old < 0) == (asked < 0) ? 0 : old + asked - counted;
    }

    private Hold counted(WorkingOrder order) {
        if (order.replacing()) {
            return order.hold().orReplacedBy(order.pendingHold());
        }
        return order.partner().isEmpty() ? order.hold() : order.hold().max(state.order(order.partner()).hold());
    }

    private long sum(String place, ToLongFunction<Hold> figure) {
        return holds.getOrDefault(place, List.of()).stream().mapToLong(figure).sum();
    }

    /** What differs between the sums that are kept and those computed here; empty when nothing does. */
    List<String> differences() {
        List<String> found = new ArrayList<>();
        Map<String, long[]> deltas = new TreeMap<>();
        Map<String, long[]> options = new TreeMap<>();
        long gross = 0;
        long premium = 0;
        Set<String> places = new HashSet<>(holds.keySet());
        parts.forEach((place, of) -> {
            if (of.stream().anyMatch(part -> part.lots() != 0)) {
                places.add(place);
            }
        });
        for (int a = 0; a < state.accounts().size(); a++) {
            Account account = state.accounts().valueAt(a);
            for (long position : account.holdings().sortedKeys()) {
                String place = account.id() + "/" + position;
                places.remove(place);
                Holding kept = account.holding(position);
                compare(found, place, kept);
                gross += reserved(place, kept.position());
                long[] delta = deltas.computeIfAbsent(kept.underlying(), _ -> new long[2]);
                delta[0] += delta(place, kept.position(), true);
                delta[1] += delta(place, kept.position(), false);
                premium += premium(place, kept.position());
                if (kept.option().isPresent()) {
                    add(options.computeIfAbsent(kept.underlying(), _ -> new long[5]), place, kept);
                }
            }
        }
        check(found, "premium", state.used().premiumUsdMicros(), premium);
        options.forEach((underlying, naive) -> {
            Used.OptionsUsed used = state.used().options(underlying);
            check(found, underlying + " gamma up", used.gamma().highestUsdMicros(), naive[0]);
            check(found, underlying + " gamma down", used.gamma().lowestUsdMicros(), naive[1]);
            check(found, underlying + " vega up", used.vega().highestUsdMicros(), naive[2]);
            check(found, underlying + " vega down", used.vega().lowestUsdMicros(), naive[3]);
            check(found, underlying + " short options", used.shortLots(), naive[4]);
        });
        state.used().options().forEach((underlying, _) -> {
            if (!options.containsKey(underlying)) {
                found.add("options on " + underlying + " are left over");
            }
        });
        places.forEach(place -> found.add(place + " is not kept"));
        check(found, "working orders", state.used().workingOrders(), state.orders().size());
        check(found, "gross notional", state.used().grossNotionalUsdMicros(), gross);
        deltas.forEach((underlying, delta) -> {
            check(found, underlying + " highest", state.used().delta(underlying).highestUsdMicros(), delta[0]);
            check(found, underlying + " lowest", state.used().delta(underlying).lowestUsdMicros(), delta[1]);
        });
        state.used().deltas().forEach((underlying, _) -> {
            if (!deltas.containsKey(underlying)) {
                found.add("delta of " + underlying + " is left over");
            }
        });
        return found;
    }

    /** Every position between all sells and all buys filled, each corner tried. */
    private void add(long[] sums, String place, Holding kept) {
        OptionLot lot = kept.option().orElseThrow();
        long most = kept.position().lots() + sum(place, Hold::buyLots);
        long least = kept.position().lots() - sum(place, Hold::sellLots);
        sums[0] += Math.max(lot.gammaUsdMicros() * most, lot.gammaUsdMicros() * least);
        sums[1] += Math.min(lot.gammaUsdMicros() * most, lot.gammaUsdMicros() * least);
        sums[2] += Math.max(lot.vegaUsdMicros() * most, lot.vegaUsdMicros() * least);
        sums[3] += Math.min(lot.vegaUsdMicros() * most, lot.vegaUsdMicros() * least);
        sums[4] += Math.max(0, -least) * lot.shortIfSold() + Math.max(0, most) * lot.shortIfBought();
    }

    private long premium(String place, Position position) {
        boolean onlyCloses = position.lots() < 0 && bought(place) <= -position.lots();
        return onlyCloses ? 0 : position.premiumUsdMicros() + sum(place, Hold::premiumUsdMicros)
                + part(place, Side.BUY, Part::premium);
    }

    private void compare(List<String> found, String place, Holding kept) {
        check(found, place + " buy lots", kept.buys().lots(), sum(place, Hold::buyLots));
        check(found, place + " sell lots", kept.sells().lots(), sum(place, Hold::sellLots));
        check(found, place + " legs bought", kept.legs().buys().lots(), part(place, Side.BUY, Part::lots));
        check(found, place + " legs sold", kept.legs().sells().lots(), part(place, Side.SELL, Part::lots));
        check(found, place + " legs' buys", kept.legs().buys().notionalUsdMicros(), part(place, Side.BUY, Part::notional));
        check(found, place + " legs' sells", kept.legs().sells().notionalUsdMicros(),
                part(place, Side.SELL, Part::notional));
        check(found, place + " buys", kept.buys().notionalUsdMicros(), sum(place, Hold::buyNotionalUsdMicros));
        check(found, place + " sells", kept.sells().notionalUsdMicros(), sum(place, Hold::sellNotionalUsdMicros));
        check(found, place + " buys up", kept.buys().upDeltaUsdMicros(), above(place, Hold::buyDeltaUsdMicros));
        check(found, place + " buys down", kept.buys().downDeltaUsdMicros(), below(place, Hold::buyDeltaUsdMicros));
        check(found, place + " sells up", kept.sells().upDeltaUsdMicros(), above(place, Hold::sellDeltaUsdMicros));
        check(found, place + " sells down", kept.sells().downDeltaUsdMicros(), below(place, Hold::sellDeltaUsdMicros));
        if (!sorted(bids, place).equals(boxed(kept.buys().ticks()))) {
            found.add(place + " bids");
        }
        if (!sorted(asks, place).equals(boxed(kept.sells().ticks()))) {
            found.add(place + " asks");
        }
    }

    private long above(String place, ToLongFunction<Hold> figure) {
        return sum(place, hold -> Math.max(0, figure.applyAsLong(hold)));
    }

    private long below(String place, ToLongFunction<Hold> figure) {
        return sum(place, hold -> Math.min(0, figure.applyAsLong(hold)));
    }

    private static List<Long> sorted(Map<String, List<Long>> prices, String place) {
        return prices.getOrDefault(place, List.of()).stream().sorted().toList();
    }

    private static List<Long> boxed(long[] ticks) {
        return Arrays.stream(ticks).boxed().toList();
    }

    private static void check(List<String> found, String what, long kept, long computed) {
        if (kept != computed) {
            found.add(what + ": kept " + kept + ", computed " + computed);
        }
    }

    /** A long position: buys open, sells close; of a flat one both open. */
    private long reserved(String place, Position position) {
        long buys = sum(place, Hold::buyNotionalUsdMicros);
        long sells = sum(place, Hold::sellNotionalUsdMicros);
        long held = position.notionalUsdMicros();
        if (position.lots() > 0) {
            boolean fits = sold(place) <= position.lots();
            return buys + (fits ? held : Math.max(held, sells));
        }
        if (position.lots() < 0) {
            boolean fits = bought(place) <= -position.lots();
            return sells + (fits ? held : Math.max(held, buys));
        }
        return buys + (sum(place, Hold::sellLots) > 0 ? Math.max(held, sells) : held);
    }

    private long delta(String place, Position position, boolean highest) {
        long size = Math.abs(position.lots());
        long closing = position.lots() >= 0 ? sum(place, Hold::sellLots) : sum(place, Hold::buyLots);
        long delta = position.deltaUsdMicros();
        long closed = closing == 0 ? delta : closing >= size ? 0 : BigInteger.valueOf(delta)
                .multiply(BigInteger.valueOf(size - closing)).divide(BigInteger.valueOf(size))
                .longValueExact();
        long held = highest ? Math.max(delta, closed) : Math.min(delta, closed);
        boolean crosses = (position.lots() >= 0 ? sold(place) : bought(place)) > size;
        boolean opensBuys = position.lots() >= 0 || crosses;
        boolean opensSells = position.lots() < 0 || crosses;
        long legs = parts.getOrDefault(place, List.of()).stream()
                .mapToLong(part -> highest ? Math.max(0, part.delta()) : Math.min(0, part.delta())).sum();
        return held + legs + (opensBuys ? part(place, highest, Hold::buyDeltaUsdMicros) : 0)
                + (opensSells ? part(place, highest, Hold::sellDeltaUsdMicros) : 0);
    }

    private long part(String place, boolean highest, ToLongFunction<Hold> figure) {
        return highest ? above(place, figure) : below(place, figure);
    }
}
