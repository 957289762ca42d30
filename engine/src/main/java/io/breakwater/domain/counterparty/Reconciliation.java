package io.breakwater.domain.counterparty;

import io.breakwater.kernel.Table;
import java.util.List;

/**
 * How we stand with the venues of a counterparty's accounts.
 *
 * @param statements time of the last one compared, by account, epoch micros
 * @param breaks open ones, by {@link VenueBreak#key}; at most {@link #MAX_BREAKS}
 */
public record Reconciliation(Table<String, Long> statements, Table<String, VenueBreak> breaks) {

    /** Beyond it breaks are counted in their event and not kept: there is more wrong than a list can tell. */
    public static final int MAX_BREAKS = 1_024;
    public static final Reconciliation NONE = new Reconciliation(Table.empty(), Table.empty());

    boolean isNews(CounterpartyFact.VenueStatement statement) {
        return statement.observedAtMicros() > statements.getOrDefault(statement.account(), Long.MIN_VALUE);
    }

    /** How many breaks of an account there is room for. */
    int room(String account) {
        int others = 0;
        for (int i = 0; i < breaks.size(); i++) {
            others += breaks.valueAt(i).account().equals(account) ? 0 : 1;
        }
        return MAX_BREAKS - others;
    }

    /** Since when it is open; {@code otherwise} where it is not. */
    long since(VenueBreak found, long otherwise) {
        VenueBreak open = breaks.get(found.key());
        return open == null ? otherwise : open.sinceMicros();
    }

    /** With these in place of all that were open for the statement's account. */
    Reconciliation compared(CounterpartyFact.VenueStatement statement, List<VenueBreak> now) {
        Table<String, VenueBreak> left = breaks;
        for (VenueBreak open : breaks.values()) {
            left = open.account().equals(statement.account()) ? left.remove(open.key()) : left;
        }
        for (VenueBreak open : now) {
            left = left.put(open.key(), open);
        }
        return new Reconciliation(statements.put(statement.account(), statement.observedAtMicros()), left);
    }
}
