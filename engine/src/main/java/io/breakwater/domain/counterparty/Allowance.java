package io.breakwater.domain.counterparty;

import io.breakwater.domain.Measure;
import io.breakwater.domain.escrow.Grant;

/**
 * This counterparty's part of a cap above it (ALGORITHMS 8 with a child scope as holder). All figures only grow.
 *
 * @param granted all that was granted to it
 * @param recalled all that was asked back
 * @param returned all that it has given back; its own entry, durable before it travels
 * @param demanded how much it would like to have been granted in all; the giver reads it
 */
public record Allowance(String scope, Measure measure, long granted, long recalled, long returned, long demanded) {

    public static Allowance of(Grant grant) {
        return new Allowance(grant.scope(), grant.measure(), grant.granted(), grant.recalled(), 0, grant.granted());
    }

    public static String key(String scope, Measure measure) {
        return scope + "/" + measure;
    }

    /** What a counterparty uses of it. */
    long usedBy(Counterparty c) {
        return c.used().of(measure, "");
    }

    /** What may still be reserved when so much is used; negative after facts went past it. */
    public long headroom(long used) {
        return granted - returned - used;
    }

    /** The part that is its own now. */
    public long capNow() {
        return granted - returned;
    }

    public boolean wants() {
        return demanded > granted;
    }

    /** Keeps the larger of each figure, and gives back what was recalled and is not used. */
    public Allowance merged(Grant grant, long used) {
        long most = Math.max(granted, grant.granted());
        long asked = Math.max(recalled, grant.recalled());
        Allowance heard = new Allowance(scope, measure, most, asked, returned, demanded);
        return heard.settled(used);
    }

    /** Returns what is recalled and free. */
    public Allowance settled(long used) {
        long free = Math.max(0, headroom(used));
        long owed = Math.max(0, recalled - returned);
        long back = Math.min(free, owed);
        return back == 0 ? this : new Allowance(scope, measure, granted, recalled, returned + back, demanded);
    }

    /** Asks for more when less than half of what is used would be free; never takes a demand back. */
    public Allowance demanding(long used, long refused) {
        if (headroom(used) >= Math.max(used / 2, refused)) {
            return this;
        }
        long want = returned + used * 2 + refused;
        return want <= demanded ? this : new Allowance(scope, measure, granted, recalled, returned, want);
    }
}
