package io.breakwater.domain.counterparty;

/**
 * The holding before the request, and the same without the order that it replaces.
 *
 * @param orders that work more than before once it has passed, itself among them
 * @param out the order that it replaces; null for none
 * @param in what was judged with it and works beside it: the other side of its quote, the other one of its pair;
 *     null for none
 * @param beside a hold that is reserved together with this order's: {@link Hold#NONE} for none
 * @param replaces true: {@code beside} is the old hold of an amend that a venue has to acknowledge; false: it is
 *     the other one of a pair of which only one can fill
 */
record CheckedBook(Holding before, Holding base, int orders, WorkingOrder out, WorkingOrder in, Hold beside,
        boolean replaces) {

    /** With one more order. */
    static CheckedBook of(Holding holding) {
        return of(holding, holding);
    }

    /** @param base to which one more order comes */
    static CheckedBook of(Holding before, Holding base) {
        return new CheckedBook(before, base, 1, null, null, Hold.NONE, false);
    }

    /** With an order in the place of another one. */
    static CheckedBook instead(Holding before, WorkingOrder out) {
        return new CheckedBook(before, before.without(out), 0, out, null, Hold.NONE, false);
    }

    /** The base with a side of the same quote on it already. */
    CheckedBook holding(Hold hold, String underlying, WorkingOrder side) {
        Holding with = base.of(underlying).of(hold.shorts()).holding(hold);
        return new CheckedBook(before, with, orders, out, side, beside, replaces);
    }

    /** With an old order that may be in force until the venue has replaced it. */
    CheckedBook replacing(Hold old) {
        return new CheckedBook(before, base, orders, out, in, old, true);
    }

    /** With another order that works beside this one until one of them fills. */
    CheckedBook beside(WorkingOrder other) {
        return new CheckedBook(before, base, orders + 1, out, other, other.hold(), false);
    }

    /** A holding with all that is reserved for an order that has this hold. */
    Holding reserving(Holding of, Hold hold) {
        Holding with = of.holding(reserved(hold));
        return replaces ? with.holding(beside.turned(hold)) : with;
    }

    Hold reserved(Hold hold) {
        return beside.equals(Hold.NONE) ? hold : replaces ? beside.orReplacedBy(hold) : beside.max(hold);
    }
}
