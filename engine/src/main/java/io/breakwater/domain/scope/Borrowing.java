package io.breakwater.domain.scope;

import io.breakwater.domain.Measure;
import io.breakwater.domain.escrow.Escrow;
import io.breakwater.domain.escrow.Grant;
import io.breakwater.domain.escrow.Lending;
import io.breakwater.kernel.Decision;
import io.breakwater.kernel.Exact;
import java.util.ArrayList;
import java.util.List;

/**
 * How a scope has its cap from a limit that spans data centers: it is what was lent and not asked back, and what is
 * free of what was asked back has been returned. Nothing is kept of returns: they follow from what was asked back and
 * from what holders have, and only grow, because no grant to a holder passes the cap.
 */
public final class Borrowing {
    /** More than that times its need, and some of what it was lent is given back. */
    private static final int PLENTY = 4;
    private static final int STOCK = 2;

    private Borrowing() {}

    static Decision<ScopeEvent> lent(Scope scope, ScopeFact.LimitLent fact) {
        Grant word = fact.grant();
        if (scope.escrow(word.measure()) == null || !word.scope().equals(scope.name())
                || word.recalled() > word.granted() || word.granted() - word.recalled() > Escrow.UNLIMITED) {
            return Sharing.suspended(fact, "not a limit of this scope");
        }
        Grant before = scope.lent(word.measure());
        Grant heard = before == null ? word : new Grant(word.scope(), word.measure(),
                Math.max(before.granted(), word.granted()), Math.max(before.recalled(), word.recalled()));
        return heard.equals(before) ? Sharing.known() : new Decision.Taken<>(new ScopeEvent.RightsLent(fact, heard));
    }

    static Scope applied(Scope scope, Grant grant) {
        List<Grant> words = new ArrayList<>(scope.lent());
        words.removeIf(each -> each.measure() == grant.measure());
        words.add(grant);
        return scope.with(List.copyOf(words),
                scope.escrow(grant.measure()).capped(grant.granted() - grant.recalled()));
    }

    /**
     * What the scope says to the limit that it is lent rights of: never less returned than before. It wants twice what
     * its holders have and lack, and is content between one and a half and four times; with more while it is shared
     * out, and while nobody keeps anything.
     *
     * @param lacking what holders have demanded and were not granted, in all
     * @param sharing whether those who keep nothing are being given their first parts
     */
    public static Lending report(Scope scope, Measure measure, long lacking, boolean sharing) {
        Grant lent = scope.lent(measure);
        Escrow escrow = scope.escrow(measure);
        long cap = lent.granted() - lent.recalled();
        long returned = Math.max(0, Math.min(lent.recalled(), lent.granted() - escrow.outstanding()));
        long need = Math.min(Exact.add(escrow.outstanding(), lacking), Escrow.UNLIMITED / PLENTY);
        boolean content = need + need / STOCK <= cap && (sharing || FirstParts.isBare(escrow) || cap / PLENTY <= need);
        return new Lending(lent.granted(), lent.recalled(), returned, content ? cap : need * STOCK);
    }
}
