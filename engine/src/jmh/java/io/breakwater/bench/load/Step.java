package io.breakwater.bench.load;

import io.breakwater.domain.counterparty.CounterpartyCommand;
import io.breakwater.domain.counterparty.CounterpartyFact;

/**
 * One command of the load.
 *
 * @param rank of who sends it
 * @param option that it is about, since an amend does not say it
 */
public record Step(int rank, int option, CounterpartyCommand command) {

    public boolean isFact() {
        return command instanceof CounterpartyFact;
    }
}
