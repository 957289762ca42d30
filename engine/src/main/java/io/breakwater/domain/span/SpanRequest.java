package io.breakwater.domain.span;

/** What may be refused. */
public sealed interface SpanRequest extends SpanCommand {

    /** What was agreed in the three-site record. Older terms than those in force are refused. */
    record SetTerms(SpanTerms terms) implements SpanRequest {}

    /**
     * Uses rights until they are released.
     *
     * @param addressed the data center that the request was first sent to
     * @param amount more than 0
     */
    record Reserve(int addressed, long amount) implements SpanRequest {}

    /**
     * Ends a hold.
     *
     * @param addressed the data center that the request was first sent to
     * @param hold as it was answered to {@link Reserve}; it names its data center
     */
    record Release(int addressed, long hold) implements SpanRequest {}

    /** Takes over the rights of a fenced data center that lie beyond its window. */
    record Reclaim(int dataCenter) implements SpanRequest {}

    /** Lets nothing pass that uses more of the limit, here at once and wherever it is read. */
    record Restrict(String reason) implements SpanRequest {}

    /** Lifts the restrictions of one data center up to one of them. @param by who approved it */
    record Lift(int dataCenter, long restriction, String by) implements SpanRequest {}

    /**
     * What a restore had lost is known by now and booked with those who hold the rights: nothing is in doubt any more.
     *
     * @param by who approved it, and why
     */
    record Reconcile(String by) implements SpanRequest {}
}
