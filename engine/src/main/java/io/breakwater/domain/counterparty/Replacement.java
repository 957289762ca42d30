package io.breakwater.domain.counterparty;

import io.breakwater.domain.counterparty.CounterpartyRejection.Code;
import io.breakwater.domain.counterparty.CounterpartyRequest.Amend;
import io.breakwater.domain.counterparty.CounterpartyRequest.Replace;
import io.breakwater.domain.instrument.Terms;
import io.breakwater.kernel.Decimals;
import io.breakwater.kernel.MalformedDecimal;

/** An amend that leaves something out, made whole by the order as it is. */
final class Replacement {

    private Replacement() {}

    /** Throws {@link MalformedDecimal} where a figure does not fit the instrument's scales. */
    static Amend whole(Replace replace, WorkingOrder old, Terms terms) {
        long ticks = replace.price().isEmpty() ? old.buyTicks() + old.sellTicks()
                : Decimals.parse(replace.price(), terms.priceScale());
        long lots = replace.quantity().isEmpty() ? old.filledLots() + old.leavesLots()
                : Decimals.parse(replace.quantity(), terms.lotScale());
        return new Amend(replace.clientOrderId(), ticks, lots);
    }

    static Code fault(MalformedDecimal malformed) {
        return malformed.reason() == MalformedDecimal.Reason.TOO_PRECISE ? Code.PRECISION : Code.OVERFLOW;
    }
}
