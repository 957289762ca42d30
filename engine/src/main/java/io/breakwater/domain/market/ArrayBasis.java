package io.breakwater.domain.market;

import io.breakwater.domain.instrument.Mark;
import io.breakwater.domain.instrument.Payoff;
import io.breakwater.domain.instrument.Terms;
import io.breakwater.domain.policy.MarginParameters;
import io.breakwater.domain.policy.MarginPolicy;
import io.breakwater.domain.risk.GammaVega;
import io.breakwater.domain.risk.OptionLot;
import io.breakwater.domain.risk.RiskArray;
import io.breakwater.domain.risk.ScenarioMatrix;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * What an instrument's risk array is computed from, and the array, computed when it is first asked for. Margin follows
 * the basis, not every mark: the basis is replaced when the mark has moved beyond a bound or is too old. Immutable to
 * whoever looks at it: threads that ask at once compute the same array.
 */
public final class ArrayBasis {

    private static final long ONE = 1_000_000;

    private final Terms terms;
    private final Mark mark;
    private final MarginParameters parameters;
    private final List<Leg> legs;
    private final List<ArrayBasis> parts;
    /** False of the parts of something whose price another part counts. */
    private boolean isPriced = true;
    private RiskArray array;
    private GammaVega optionLot;

    /** @param ratio signed lots of it in one lot of the combination */
    public record Leg(ArrayBasis basis, int ratio) {

        /** Spot of a coin against another counts as two: what is bought and what is paid. */
        private Stream<Leg> parts() {
            return basis.parts.stream().map(part -> new Leg(part, ratio));
        }
    }

    /** @param parts null where it has one, itself */
    private ArrayBasis(Terms terms, Mark mark, MarginParameters parameters, List<Leg> legs, List<ArrayBasis> parts) {
        this.terms = terms;
        this.mark = mark;
        this.parameters = parameters;
        this.legs = legs;
        this.parts = parts == null ? List.of(this) : parts;
    }

    public static ArrayBasis of(Terms terms, Mark mark, MarginParameters parameters) {
        return new ArrayBasis(terms, mark, parameters, List.of(), null);
    }

    /** Of a combination: its array is that of its legs; of legs that do not add up, one for each sort of them. */
    static ArrayBasis ofLegs(Terms terms, Mark mark, MarginParameters parameters, List<Leg> legs) {
        List<Leg> summed = legs.stream().flatMap(Leg::parts).toList();
        List<ArrayBasis> parts = new ArrayList<>();
        parts.add(part(terms, mark, parameters, summed));
        for (Leg leg : summed) {
            ArrayBasis first = leg.basis();
            boolean isKnown = parts.stream().anyMatch(part -> first.addsUpWith(part.terms));
            if (!isKnown) {
                ArrayBasis part = part(first.terms, first.mark, first.parameters, summed);
                part.isPriced = false;
                parts.add(part);
            }
        }
        boolean isOne = parts.size() == 1;
        return new ArrayBasis(terms, mark, parameters, List.copyOf(legs), isOne ? null : List.copyOf(parts));
    }

    private static ArrayBasis part(Terms terms, Mark mark, MarginParameters parameters, List<Leg> summed) {
        return new ArrayBasis(terms, mark, parameters,
                summed.stream().filter(leg -> leg.basis().addsUpWith(terms)).toList(), null);
    }

    /**
     * Of spot of a coin against another coin: what is bought moves with the one, what is paid with the other.
     *
     * @param bought parameters of the base
     * @param paid parameters of the quote
     */
    static ArrayBasis ofExchange(Terms terms, Mark mark, MarginParameters bought, MarginParameters paid) {
        ArrayBasis payment = of(terms.movedBy(terms.quote().id()), mark, paid);
        payment.array = ScenarioMatrix.ofPayment(terms, mark, paid);
        payment.isPriced = false;
        return new ArrayBasis(terms, mark, bought, List.of(), List.of(of(terms, mark, bought), payment));
    }

    private boolean addsUpWith(Terms others) {
        return terms.underlying().equals(others.underlying()) && terms.settlement().equals(others.settlement());
    }

    /**
     * What is summed apart, one for each underlying and settlement asset; of all but the legs of several, itself alone.
     */
    public List<ArrayBasis> parts() {
        return parts;
    }

    /** Whether the price of an order is counted with this part: with one of them it is. */
    public boolean isPriced() {
        return isPriced;
    }

    /** False where an array of it cannot be computed. */
    public boolean isKnown() {
        for (ArrayBasis part : parts) {
            if (!part.array().isKnown()) {
                return false;
            }
        }
        return true;
    }

    public Terms terms() {
        return terms;
    }

    public Mark mark() {
        return mark;
    }

    public MarginParameters parameters() {
        return parameters;
    }

    /** Of a part. {@link RiskArray#UNKNOWN} where it cannot be computed. */
    public RiskArray array() {
        RiskArray known = array;
        if (known == null) {
            known = isCombination() ? RiskArray.ofLegs(legs) : ScenarioMatrix.array(terms, mark, parameters);
            array = known;
        }
        return known;
    }

    private boolean isCombination() {
        return !legs.isEmpty() || terms.payoff() instanceof Payoff.Combo;
    }

    /** See {@link OptionLot#greeks(Terms, Mark)}; none of what is no option. */
    public GammaVega optionLot() {
        GammaVega known = optionLot;
        if (known == null) {
            known = terms.payoff() instanceof Payoff.Option ? OptionLot.greeks(terms, mark) : GammaVega.NONE;
            optionLot = known;
        }
        return known;
    }

    boolean isOf(List<Leg> others) {
        boolean same = others.size() == legs.size();
        for (int i = 0; same && i < legs.size(); i++) {
            same = others.get(i).basis() == legs.get(i).basis();
        }
        return same;
    }

    /** True while this mark under these terms needs no new basis. */
    boolean holdsFor(Terms nowTerms, Mark now, MarginPolicy policy) {
        long age = now.observedAtMicros() - mark.observedAtMicros();
        return age < policy.arrayMaxAgeMicros()
                && nowTerms.equals(terms)
                && isNear(mark.forwardTicks(), now.forwardTicks(), policy.arrayMovePpm())
                && (terms.payoff() instanceof Payoff.Option
                        || isNear(mark.ticks(), now.ticks(), policy.arrayMovePpm()))
                && Math.abs((long) mark.volatilityMicros() - now.volatilityMicros()) <= policy.arrayVolatilityPpm();
    }

    /** |after − before| ≤ before·ppm, also where a product needs 128 bits. */
    private static boolean isNear(long before, long after, long ppm) {
        if (before == after) {
            return true;
        }
        long moved = Math.abs(after - before);
        long high = Math.multiplyHigh(moved, ONE) - Math.multiplyHigh(before, ppm);
        boolean within = high < 0 || high == 0 && Long.compareUnsigned(moved * ONE, before * ppm) <= 0;
        return before > 0 && after > 0 && within;
    }

    @Override
    public boolean equals(Object other) {
        return this == other || other instanceof ArrayBasis that && mark.equals(that.mark)
                && terms.equals(that.terms) && parameters.equals(that.parameters) && legs.equals(that.legs);
    }

    @Override
    public int hashCode() {
        return mark.hashCode();
    }

    @Override
    public String toString() {
        return "basis of " + mark;
    }
}
