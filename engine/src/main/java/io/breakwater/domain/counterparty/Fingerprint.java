package io.breakwater.domain.counterparty;

import io.breakwater.domain.counterparty.CounterpartyRequest.Amend;
import io.breakwater.domain.counterparty.CounterpartyRequest.Cancel;
import io.breakwater.domain.counterparty.CounterpartyRequest.NewOrder;
import io.breakwater.domain.counterparty.CounterpartyRequest.Onboard;
import io.breakwater.kernel.Hash64;
import java.util.List;

/** 64-bit hashes of requests, the same on every machine: how a request id sent again with another body is noticed. */
final class Fingerprint {

    private Fingerprint() {}

    static long of(CounterpartyCommand command) {
        return switch (command) {
            case NewOrder order -> Hash64.combine(ofContent(order), ofRest(order));
            case Amend(String id, long ticks, long lots) ->
                    Hash64.combine(Hash64.combine(Hash64.of(id), ticks), Hash64.combine(2, lots));
            case Cancel(String id) -> Hash64.combine(3, Hash64.of(id));
            case Onboard onboard -> Hash64.of(withoutGrants(onboard).toString());
            case CounterpartyRequest other -> Hash64.of(other.toString());
            case CounterpartyFact other -> Hash64.of(other.toString());
        };
    }

    /** The caps above make the grants, not the caller, and may have granted more by the time that he asks again. */
    private static Onboard withoutGrants(Onboard request) {
        return new Onboard(request.displayName(), request.scopePath(), request.homeDataCenter(), request.accounts(),
                List.of());
    }

    /** What makes two orders look like the same one sent twice. */
    static long ofContent(NewOrder order) {
        long hash = Hash64.combine(order.position(), order.side().sign());
        hash = Hash64.combine(hash, order.priceTicks());
        hash = Hash64.combine(hash, order.lots());
        return Hash64.combine(hash, Hash64.of(order.account()));
    }

    private static long ofRest(NewOrder order) {
        long flags = order.direction().position().ordinal() << 12 | order.type().ordinal() << 8
                | order.timeInForce().ordinal() << 4
                | (order.reduceOnly() ? 2 : 0) | (order.postOnly() ? 1 : 0);
        long hash = Hash64.combine(Hash64.of(order.clientOrderId()), flags);
        return Hash64.combine(hash, Hash64.combine(Hash64.of(order.venue()), Hash64.of(order.venueAccount())));
    }
}
