package io.breakwater.feed.fix;

import io.breakwater.domain.counterparty.CounterpartyFact.FilledLeg;
import io.breakwater.domain.counterparty.Side;
import io.breakwater.domain.instrument.Payoff;
import io.breakwater.domain.market.Quoted;
import io.breakwater.kernel.Decimals;
import io.breakwater.kernel.Exact;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import quickfix.FieldNotFound;
import quickfix.Group;
import quickfix.Message;

/** What was traded in each leg of a combo, in the order of its terms. */
final class ToldLegs {
    private static final String SEVERAL_WAYS = "a leg of its trade is told in several ways";

    private final Symbols symbols;

    ToldLegs(Symbols symbols) {
        this.symbols = symbols;
    }

    /** A trade of a combo. @param hedged true where the account keeps long and short apart */
    record Combo(Quoted quoted, Side side, long lots, boolean hedged) {

        /** Empty of what is no combo. */
        List<Payoff.Leg> legs() {
            return quoted.terms().payoff() instanceof Payoff.Combo(List<Payoff.Leg> legs) ? legs : List.of();
        }
    }

    /**
     * As the report of the whole tells them: each by its price; side and lots are those of the terms.
     *
     * @return empty where none has a price, and of what is no combo
     * @throws FixFault where only some have one, or the legs are not those of the terms
     */
    List<FilledLeg> within(Message whole, Combo combo) throws FieldNotFound {
        List<Group> told = whole.getGroups(Tags.NO_LEGS);
        if (combo.legs().isEmpty() || told.stream().noneMatch(it -> it.isSetField(Tags.LEG_LAST_PX))) {
            return List.of();
        }
        require(told.size() == combo.legs().size(), "tells " + told.size() + " legs of " + combo.legs().size());
        List<FilledLeg> filled = new ArrayList<>();
        Set<Boolean> isAsTraded = new HashSet<>();
        for (Payoff.Leg leg : combo.legs()) {
            Group group = group(told, leg);
            Side side = leg.ratio() > 0 ? combo.side() : combo.side().opposite();
            if (group.isSetField(Tags.LEG_SIDE)) {
                isAsTraded.add(Fields.side(group, Tags.LEG_SIDE) == side);
            }
            filled.add(new FilledLeg(leg.instrument(),
                    Fields.direction(side,
                            combo.hedged() ? Fields.optional(group, Tags.LEG_POSITION_EFFECT) : ""),
                    Decimals.parse(group.getString(Tags.LEG_LAST_PX), quoted(leg).terms().priceScale()),
                    lots(leg, combo)));
        }
        // Some venues tell the sides as of who buys the combo, others as they were traded.
        require(isAsTraded.size() <= 1, "tells sides of legs that are not those of its instrument");
        return filled;
    }

    private Group group(List<Group> told, Payoff.Leg leg) throws FieldNotFound {
        for (Group each : told) {
            Quoted quoted = symbols.find(Fields.optional(each, Tags.LEG_SYMBOL));
            if (quoted != null && quoted.id() == leg.instrument()) {
                return each;
            }
        }
        throw new FixFault("tells nothing of leg " + quoted(leg).symbol());
    }

    private Quoted quoted(Payoff.Leg leg) {
        Quoted quoted = symbols.view().instrument(leg.instrument());
        require(quoted != null, "a leg of its instrument is not listed");
        return quoted;
    }

    /**
     * As reports of their own tell them, each with its side; a leg may come in several reports at one price.
     *
     * @return null while something of them is missing
     * @throws FixFault where they are not legs of the combo, or a leg was told in several ways
     */
    List<FilledLeg> apart(List<Message> reports, Combo combo) throws FieldNotFound {
        require(!combo.legs().isEmpty(), "its instrument is no combo");
        Map<String, FilledLeg> told = new LinkedHashMap<>();
        for (Message report : reports) {
            FilledLeg leg = leg(report, combo.hedged());
            require(combo.legs().stream().anyMatch(it -> it.instrument() == leg.instrument()),
                    "a leg of its trade is none of its instrument");
            FilledLeg before = told.put(leg.instrument() + " " + report.getString(Tags.EXEC_ID), leg);
            require(before == null || before.equals(leg), SEVERAL_WAYS);
        }
        List<FilledLeg> filled = new ArrayList<>();
        for (Payoff.Leg leg : combo.legs()) {
            FilledLeg sum = told.values().stream().filter(it -> it.instrument() == leg.instrument())
                    .reduce(ToldLegs::sum).orElse(null);
            if (sum == null || sum.lots() < lots(leg, combo)) {
                return null;
            }
            filled.add(sum);
        }
        return filled;
    }

    private FilledLeg leg(Message report, boolean hedged) throws FieldNotFound {
        Quoted quoted = symbols.listed(report.getString(Tags.SYMBOL));
        return new FilledLeg(quoted.id(), Fields.direction(report, hedged),
                Fields.ticks(report, quoted), Fields.lots(report, quoted));
    }

    private static FilledLeg sum(FilledLeg one, FilledLeg other) {
        require(one.direction() == other.direction() && one.priceTicks() == other.priceTicks(), SEVERAL_WAYS);
        return new FilledLeg(one.instrument(), one.direction(), one.priceTicks(), Exact.add(one.lots(), other.lots()));
    }

    private static long lots(Payoff.Leg leg, Combo combo) {
        return Exact.multiply(combo.lots(), Math.abs((long) leg.ratio()));
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new FixFault(otherwise);
        }
    }
}
