package io.breakwater.domain.market;

import io.breakwater.domain.instrument.Mark;
import io.breakwater.domain.instrument.Payoff;
import io.breakwater.domain.instrument.Terms;
import io.breakwater.domain.policy.MarginPolicy;
import io.breakwater.kernel.LongMap;
import java.util.ArrayList;
import java.util.List;

/**
 * What the risk arrays of a view are computed from, by instrument, kept in step with marks, terms and parameters. A
 * combination's is that of its legs, and follows whenever one of theirs is replaced. A fold: the same inputs in the
 * same order make the same bases.
 *
 * @param combinations those that have an instrument as a leg, by the leg
 */
public record ArrayBases(LongMap<ArrayBasis> byInstrument, LongMap<List<Long>> combinations) {

    static final ArrayBases NONE = new ArrayBases(LongMap.empty(), LongMap.empty());

    /** @param instruments as they are, the one that was observed among them */
    ArrayBases with(Quoted quoted, MarginPolicy margin, LongMap<Quoted> instruments) {
        if (quoted.terms().payoff() instanceof Payoff.Combo(List<Payoff.Leg> legs)) {
            return named(quoted.id(), legs).withCombination(quoted, margin);
        }
        ArrayBasis before = byInstrument.get(quoted.id());
        boolean holds = before != null && before.holdsFor(quoted.terms(), quoted.mark(), margin);
        if (holds || !isScanned(quoted, margin)) {
            return this;
        }
        ArrayBases next = new ArrayBases(byInstrument.put(quoted.id(), basis(quoted.terms(), quoted.mark(), margin)),
                combinations);
        return next.followed(quoted.id(), margin, instruments);
    }

    private ArrayBases followed(long leg, MarginPolicy margin, LongMap<Quoted> instruments) {
        ArrayBases next = this;
        for (long combination : combinations.getOrDefault(leg, List.of())) {
            next = next.withCombination(instruments.get(combination), margin);
        }
        return next;
    }

    /** Remembers, the first time it is seen, whose basis a combination follows. Legs never change. */
    private ArrayBases named(long combination, List<Payoff.Leg> legs) {
        LongMap<List<Long>> named = combinations;
        for (Payoff.Leg leg : legs) {
            List<Long> known = named.getOrDefault(leg.instrument(), List.of());
            if (!known.contains(combination)) {
                List<Long> more = new ArrayList<>(known);
                more.add(combination);
                named = named.put(leg.instrument(), List.copyOf(more));
            }
        }
        return named == combinations ? this : new ArrayBases(byInstrument, named);
    }

    private ArrayBases withCombination(Quoted quoted, MarginPolicy margin) {
        List<ArrayBasis.Leg> legs = quoted.mark().isKnown() ? legs(quoted.terms()) : List.of();
        ArrayBasis before = byInstrument.get(quoted.id());
        if (legs.isEmpty()) {
            return before == null ? this : new ArrayBases(byInstrument.remove(quoted.id()), combinations);
        }
        boolean holds = before != null && before.isOf(legs)
                && before.holdsFor(quoted.terms(), quoted.mark(), margin);
        return holds ? this : new ArrayBases(byInstrument.put(quoted.id(), ArrayBasis.ofLegs(quoted.terms(),
                quoted.mark(), margin.of(quoted.terms().underlying()), legs)), combinations);
    }

    /** None where one has no basis. */
    private List<ArrayBasis.Leg> legs(Terms terms) {
        List<ArrayBasis.Leg> legs = new ArrayList<>();
        for (Payoff.Leg leg : ((Payoff.Combo) terms.payoff()).legs()) {
            ArrayBasis basis = byInstrument.get(leg.instrument());
            if (basis == null) {
                return List.of();
            }
            legs.add(new ArrayBasis.Leg(basis, leg.ratio()));
        }
        return legs;
    }

    /**
     * Spot has an array where what it exchanges is shocked as a balance is: a coin with parameters, against cash or
     * another such coin. What else is owned is cut, not shocked, and so is an order for it.
     */
    private static boolean isScanned(Quoted quoted, MarginPolicy margin) {
        Terms terms = quoted.terms();
        return quoted.mark().isKnown() && switch (terms.payoff()) {
            case Payoff.Combo _ -> false;
            case Payoff.Spot() -> margin.names(terms.base().id())
                    && terms.underlying().equals(terms.base().id()) && terms.settlement().equals(terms.quote());
            case Payoff.Linear(), Payoff.Inverse(), Payoff.Quanto(), Payoff.Option _ -> true;
        };
    }

    private static ArrayBasis basis(Terms terms, Mark mark, MarginPolicy margin) {
        boolean isPaidInCoin = terms.payoff() instanceof Payoff.Spot && margin.names(terms.quote().id());
        return isPaidInCoin
                ? ArrayBasis.ofExchange(terms, mark, margin.of(terms.underlying()), margin.of(terms.quote().id()))
                : ArrayBasis.of(terms, mark, margin.of(terms.underlying()));
    }

    /** Other parameters make other arrays, of the marks as they are. */
    static ArrayBases of(LongMap<Quoted> instruments, MarginPolicy margin) {
        ArrayBases[] all = {NONE};
        instruments.forEachSorted((_, quoted) -> all[0] = all[0].with(quoted, margin, instruments));
        return all[0];
    }

    /** Of the marks that they were computed from; terms and parameters are those of now. */
    static ArrayBases restored(LongMap<Mark> marks, LongMap<Quoted> instruments, MarginPolicy margin) {
        LongMap.Builder<ArrayBasis> single = LongMap.builder();
        marks.forEach((id, mark) -> {
            Terms terms = instruments.get(id).terms();
            if (!(terms.payoff() instanceof Payoff.Combo)) {
                single.put(id, basis(terms, mark, margin));
            }
        });
        ArrayBases[] all = {new ArrayBases(single.build(), LongMap.empty())};
        instruments.forEachSorted((id, quoted) -> {
            if (quoted.terms().payoff() instanceof Payoff.Combo(List<Payoff.Leg> legs)) {
                all[0] = all[0].named(id, legs).withRestored(quoted, marks.get(id), margin);
            }
        });
        return all[0];
    }

    private ArrayBases withRestored(Quoted quoted, Mark mark, MarginPolicy margin) {
        return mark == null ? this : new ArrayBases(byInstrument.put(quoted.id(), ArrayBasis.ofLegs(quoted.terms(),
                mark, margin.of(quoted.terms().underlying()), legs(quoted.terms()))), combinations);
    }
}
