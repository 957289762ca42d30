package io.breakwater.domain.counterparty;

import io.breakwater.domain.risk.Greek;
import io.breakwater.domain.risk.UsdGreeks;
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

    private static final int GREEKS = Greek.values().length;
    /** Highest and lowest of each greek, and short lots. */
    private static final int FIGURES = 2 * GREEKS + 1;

    private final Counterparty state;
    private final Map<String, List<Hold>> holds = new HashMap<>();
    private final Map<String, List<Long>> bids = new HashMap<>();
    private final Map<String, List<Long>> asks = new HashMap<>();
    /** What combos could bring in each position as a leg. */
    private final Map<String, List<Part>> parts = new HashMap<>();

    /** One side of a leg of one order. */
    private record Part(Side side, boolean across, Hold hold) {

        long lots() {
            return hold.lots(side);
        }

        long figure(Greek greek) {
            return NaiveTwin.figure(hold, side, greek);
        }
    }

    private static long figure(Hold hold, Side side, Greek greek) {
        return figure(side == Side.BUY ? hold.buy().greeks() : hold.sell().greeks(), greek);
    }

    private static long figure(UsdGreeks greeks, Greek greek) {
        return switch (greek) {
            case DELTA -> greeks.deltaUsdMicros();
            case GAMMA -> greeks.gammaUsdMicros();
            case VEGA -> greeks.vegaUsdMicros();
        };
    }

    private static long buyLots(Hold hold) {
        return hold.buy().lots();
    }

    private static long sellLots(Hold hold) {
        return hold.sell().lots();
    }

    NaiveTwin(Counterparty state) {
        this.state = state;
        Set<String> paired = new HashSet<>();
        state.orders().forEach((_, order) -> {
            String place = order.account() + "/" + order.position();
            if (order.hold().buy().lots() > 0) {
                bids.computeIfAbsent(place, _ -> new ArrayList<>()).add(order.buyTicks());
            }
            if (order.hold().sell().lots() > 0) {
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
            String bought = account + "/" + leg.instrument();
            String sold = leg.apart() ? account + "/" + PositionKey.of(leg.instrument(), PositionSide.SHORT) : bought;
            parts.computeIfAbsent(bought, _ -> new ArrayList<>()).add(new Part(Side.BUY, leg.across(), leg.hold()));
            parts.computeIfAbsent(sold, _ -> new ArrayList<>()).add(new Part(Side.SELL, leg.across(), leg.hold()));
        }
    }

    private long part(String place, Side side, ToLongFunction<Part> figure) {
        return parts.getOrDefault(place, List.of()).stream().filter(part -> part.side() == side)
                .mapToLong(figure).sum();
    }

    /** Lots that could be bought there, by orders of its own or as a leg. */
    private long bought(String place) {
        return sum(place, NaiveTwin::buyLots) + part(place, Side.BUY, Part::lots);
    }

    private long sold(String place) {
        return sum(place, NaiveTwin::sellLots) + part(place, Side.SELL, Part::lots);
    }

    /** What is in force or asked for, and not counted because the other one has more and another sign. */
    private static Hold uncounted(WorkingOrder order, Hold counted) {
        return order.replacing() ? uncounted(order.hold(), order.pendingHold(), counted) : Hold.NONE;
    }

    private static Hold uncounted(Hold old, Hold asked, Hold counted) {
        return new Hold(uncounted(old, asked, counted, Side.BUY), uncounted(old, asked, counted, Side.SELL), 0,
                Optional.empty());
    }

    private static HeldSide uncounted(Hold old, Hold asked, Hold counted, Side side) {
        return new HeldSide(0, 0, new UsdGreeks(opposite(old, asked, counted, side, Greek.DELTA),
                opposite(old, asked, counted, side, Greek.GAMMA), opposite(old, asked, counted, side, Greek.VEGA)), 0);
    }

    private static long opposite(Hold old, Hold asked, Hold counted, Side side, Greek greek) {
        long was = figure(old, side, greek);
        long is = figure(asked, side, greek);
        return Long.signum(was) * Long.signum(is) < 0 ? was + is - figure(counted, side, greek) : 0;
    }

    /** The same of each leg. */
    private static List<LegHold> uncountedLegs(WorkingOrder order, Hold counted) {
        List<LegHold> found = new ArrayList<>();
        for (LegHold leg : order.replacing() ? counted.legs() : List.<LegHold>of()) {
            for (LegHold old : order.hold().legs()) {
                for (LegHold asked : order.pendingHold().legs()) {
                    if (old.instrument() == leg.instrument() && asked.instrument() == leg.instrument()) {
                        found.add(new LegHold(leg.instrument(), leg.underlying(), leg.ratio(), leg.apart(),
                                leg.across(), uncounted(old.hold(), asked.hold(), leg.hold())));
                    }
                }
            }
        }
        return found;
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
        Map<String, long[]> underlyings = new TreeMap<>();
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
                premium += premium(place, kept.position());
                add(underlyings.computeIfAbsent(kept.underlying(), _ -> new long[FIGURES]), place, kept);
            }
        }
        check(found, "premium", state.used().premiumUsdMicros(), premium);
        underlyings.forEach((underlying, naive) -> {
            Used.OfUnderlying used = state.used().of(underlying);
            for (Greek greek : Greek.values()) {
                check(found, underlying + " highest " + greek, figure(used.highest(), greek), naive[greek.ordinal()]);
                check(found, underlying + " lowest " + greek, figure(used.lowest(), greek),
                        naive[GREEKS + greek.ordinal()]);
            }
            check(found, underlying + " short options", used.shortLots(), naive[2 * GREEKS]);
        });
        state.used().underlyings().forEach((underlying, _) -> {
            if (Arrays.equals(underlyings.getOrDefault(underlying, new long[FIGURES]), new long[FIGURES])) {
                found.add(underlying + " is left over");
            }
        });
        places.forEach(place -> found.add(place + " is not kept"));
        check(found, "working orders", state.used().workingOrders(), state.orders().size());
        check(found, "gross notional", state.used().grossNotionalUsdMicros(), gross);
        return found;
    }

    private void add(long[] sums, String place, Holding kept) {
        for (Greek greek : Greek.values()) {
            sums[greek.ordinal()] += worst(place, kept.position(), greek, true);
            sums[GREEKS + greek.ordinal()] += worst(place, kept.position(), greek, false);
        }
        long most = kept.position().lots() + sum(place, NaiveTwin::buyLots);
        long least = kept.position().lots() - sum(place, NaiveTwin::sellLots) - across(place, Side.SELL);
        sums[2 * GREEKS] += Math.max(0, -least) * kept.shorts().ifSold() + Math.max(0, most) * kept.shorts().ifBought();
    }

    /** Lots that combos of another underlying could trade of it. */
    private long across(String place, Side side) {
        return part(place, side, part -> part.across() ? part.lots() : 0);
    }

    private long premium(String place, Position position) {
        boolean onlyCloses = position.lots() < 0 && bought(place) <= -position.lots();
        return onlyCloses ? 0 : position.premiumUsdMicros() + sum(place, hold -> hold.buy().premiumUsdMicros())
                + part(place, Side.BUY, part -> part.hold().buy().premiumUsdMicros());
    }

    private void compare(List<String> found, String place, Holding kept) {
        check(found, place + " buy lots", kept.buys().lots(), sum(place, NaiveTwin::buyLots));
        check(found, place + " sell lots", kept.sells().lots(), sum(place, NaiveTwin::sellLots));
        check(found, place + " legs bought", kept.legs().lots(Side.BUY), part(place, Side.BUY, Part::lots));
        check(found, place + " legs sold", kept.legs().lots(Side.SELL), part(place, Side.SELL, Part::lots));
        check(found, place + " legs", kept.legs().notionalUsdMicros(),
                part(place, Side.BUY, part -> part.hold().buy().notionalUsdMicros())
                        + part(place, Side.SELL, part -> part.hold().sell().notionalUsdMicros()));
        check(found, place + " buys", kept.buys().notionalUsdMicros(), sum(place, hold -> hold.buy().notionalUsdMicros()));
        check(found, place + " sells", kept.sells().notionalUsdMicros(), sum(place, hold -> hold.sell().notionalUsdMicros()));
        for (Side side : Side.values()) {
            WorkingSide works = kept.side(side);
            for (Greek greek : Greek.values()) {
                check(found, place, side, greek, figure(works.up(), greek), figure(works.down(), greek));
            }
        }
        if (!sorted(bids, place).equals(boxed(kept.buys().ticks()))) {
            found.add(place + " bids");
        }
        if (!sorted(asks, place).equals(boxed(kept.sells().ticks()))) {
            found.add(place + " asks");
        }
    }

    private void check(List<String> found, String place, Side side, Greek greek, long up, long down) {
        String what = place + " " + side + " " + greek;
        check(found, what + " up", up, orders(place, side, greek, true));
        check(found, what + " down", down, orders(place, side, greek, false));
    }

    /** Of the orders of a side what is above 0, or below. */
    private long orders(String place, Side side, Greek greek, boolean above) {
        return sum(place, hold -> end(figure(hold, side, greek), above));
    }

    private static long end(long figure, boolean above) {
        return above ? Math.max(0, figure) : Math.min(0, figure);
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
        long buys = sum(place, hold -> hold.buy().notionalUsdMicros());
        long sells = sum(place, hold -> hold.sell().notionalUsdMicros());
        long held = position.notionalUsdMicros();
        if (position.lots() > 0) {
            boolean fits = sold(place) <= position.lots();
            return buys + (fits ? held : Math.max(held, sells));
        }
        if (position.lots() < 0) {
            boolean fits = bought(place) <= -position.lots();
            return sells + (fits ? held : Math.max(held, buys));
        }
        return buys + (sum(place, NaiveTwin::sellLots) > 0 ? Math.max(held, sells) : held);
    }

    /** What closes counts nothing while all of it fits into the position, and in full once it does not. */
    private long worst(String place, Position position, Greek greek, boolean highest) {
        Side closes = position.lots() >= 0 ? Side.SELL : Side.BUY;
        long size = Math.abs(position.lots());
        long closing = (closes == Side.SELL ? sum(place, NaiveTwin::sellLots) : sum(place, NaiveTwin::buyLots))
                + across(place, closes);
        long figure = figure(position.greeks(), greek);
        long closed = closing == 0 ? figure : closing >= size ? 0 : BigInteger.valueOf(figure)
                .multiply(BigInteger.valueOf(size - closing)).divide(BigInteger.valueOf(size))
                .longValueExact();
        long held = highest ? Math.max(figure, closed) : Math.min(figure, closed);
        boolean crosses = (closes == Side.SELL ? sold(place) : bought(place)) > size;
        return held + working(place, closes.opposite(), greek, highest)
                + (crosses ? working(place, closes, greek, highest) : 0)
                - unsure(place, Side.BUY, greek, highest) - unsure(place, Side.SELL, greek, highest);
    }

    /** What legs that net with others take off, where something else works on the other side of them. */
    private long unsure(String place, Side side, Greek greek, boolean highest) {
        Side other = side.opposite();
        long others = (other == Side.BUY ? sum(place, NaiveTwin::buyLots) : sum(place, NaiveTwin::sellLots))
                + across(place, other);
        return others == 0 ? 0
                : part(place, side, part -> part.across() ? 0 : end(part.figure(greek), !highest));
    }

    private long working(String place, Side side, Greek greek, boolean highest) {
        return orders(place, side, greek, highest) + part(place, side, part -> part.across() ? end(part.figure(greek), highest) : 0);
    }
}
