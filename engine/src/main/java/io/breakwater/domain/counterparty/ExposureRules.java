package io.breakwater.domain.counterparty;

import io.breakwater.domain.Measure;
import io.breakwater.domain.counterparty.CounterpartyRejection.Code;
import io.breakwater.domain.risk.OptionLot;
import io.breakwater.kernel.Exact;
import io.breakwater.kernel.Unit;

/**
 * Whether what an order could come to, with all that is held and works, is within limits, margin and what was granted:
 * what each of the later {@link CounterpartyRules} asks. Null when it passes.
 */
final class ExposureRules {

    private ExposureRules() {}

    static CounterpartyRejection grossPosition(OrderCheck c) {
        long beside = c.beside().grossLots();
        CounterpartyRejection refused = c.caps(Code.GROSS_POSITION, Measure.GROSS_POSITION, c.quoted.name(),
                Exact.add(c.book.before().grossLots(), beside), Exact.add(c.after.grossLots(), beside));
        return refused != null ? refused : c.legs.instruments(Code.GROSS_POSITION, Measure.GROSS_POSITION,
                (of, leg) -> Exact.add(of.holding(leg).grossLots(), of.beside(leg).grossLots()));
    }

    static CounterpartyRejection netPosition(OrderCheck c) {
        long before = c.book.before().worstNetLots();
        CounterpartyRejection refused = c.caps(Code.NET_POSITION, Measure.NET_POSITION, c.quoted.name(), before,
                c.after.worstNetLots());
        return refused != null ? refused : c.legs.positions(Code.NET_POSITION, Measure.NET_POSITION,
                (of, position) -> of.holding(position).worstNetLots());
    }

    static CounterpartyRejection grossNotional(OrderCheck c) {
        return c.sums(Code.GROSS_NOTIONAL, Measure.GROSS_NOTIONAL, "");
    }

    static CounterpartyRejection delta(OrderCheck c) {
        String underlying = c.quoted.terms().underlying();
        CounterpartyRejection refused = c.sums(Code.DELTA, Measure.DELTA, underlying);
        return refused == null ? c.legs.across(Code.DELTA, Measure.DELTA) : refused;
    }

    static CounterpartyRejection gamma(OrderCheck c) {
        return greek(c, Code.GAMMA, Measure.GAMMA);
    }

    static CounterpartyRejection vega(OrderCheck c) {
        return greek(c, Code.VEGA, Measure.VEGA);
    }

    /** Refused too where it is limited and cannot be told. */
    private static CounterpartyRejection greek(OrderCheck c, Code code, Measure measure) {
        boolean unknown = !OptionLot.isKnown(c.quoted, c.context.view())
                && (c.isLimited(measure) || c.state.hasAllowance(measure));
        return unknown ? c.refuse(Code.NO_MARK) : c.options(code, measure);
    }

    static CounterpartyRejection shortOptions(OrderCheck c) {
        return c.options(Code.SHORT_OPTIONS, Measure.SHORT_OPTIONS);
    }

    static CounterpartyRejection premiumPaid(OrderCheck c) {
        return c.sums(Code.PREMIUM_PAID, Measure.PREMIUM_PAID, "");
    }

    static CounterpartyRejection concentration(OrderCheck c) {
        long beside = c.beside().concentratedUsdMicros();
        long before = Exact.add(c.book.before().concentratedUsdMicros(), beside);
        long after = Exact.add(c.after.concentratedUsdMicros(), beside);
        CounterpartyRejection refused =
                c.caps(Code.CONCENTRATION, Measure.CONCENTRATION, c.quoted.name(), before, after);
        return refused != null ? refused : c.legs.instruments(Code.CONCENTRATION, Measure.CONCENTRATION,
                (of, leg) -> Exact.add(of.holding(leg).concentratedUsdMicros(),
                        of.beside(leg).concentratedUsdMicros()));
    }

    static CounterpartyRejection margin(OrderCheck c) {
        MarginCheck margin = new MarginCheck(c);
        return c.isReducing() ? margin.ofReduction() : margin.ofIncrease();
    }

    static CounterpartyRejection loss(OrderCheck c) {
        long cap = c.state.profile().limits().cap(Measure.LOSS);
        if (cap == Limits.UNLIMITED && !c.isTraced()) {
            return null;
        }
        long flows = c.state.money().netFlowsUsdMicros(c.context.view());
        long loss = Exact.subtract(flows, c.valuation.equityUsdMicros());
        return c.judged(loss <= cap, Code.LOSS, cap, loss, loss, Unit.USD_MICROS);
    }

    static CounterpartyRejection allowance(OrderCheck c) {
        for (int i = 0; i < c.state.allowances().size(); i++) {
            Allowance allowance = c.state.allowances().valueAt(i);
            CounterpartyRejection refused = within(c, allowance);
            if (refused != null) {
                return refused;
            }
        }
        return null;
    }

    private static CounterpartyRejection within(OrderCheck c, Allowance allowance) {
        Measure measure = allowance.measure();
        return c.isReducing() && measure != Measure.WORKING_ORDERS ? null
                : c.granted(allowance, c.state.used().of(measure, ""), c.usedAfter.of(measure, ""));
    }
}
