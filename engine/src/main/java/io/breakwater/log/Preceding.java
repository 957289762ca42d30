package io.breakwater.log;

import io.breakwater.domain.market.ViewId;
import io.breakwater.kernel.RequestId;
import java.util.HashMap;
import java.util.Map;

/**
 * What the envelopes before this one in the block have said, so that the next says only what differs. Writer and reader
 * keep the same one. Before the first envelope both times are the block's base time and all else is empty.
 *
 * <p>An envelope is the array of a mask, the fields that the mask names, in this order, and the event.
 */
final class Preceding {
    /** One integer: the item less the expected one: the next ordinal of the same UUID, or 0 with a new UUID. */
    static final int ITEM = 1;
    /** One string. */
    static final int ENTITY = 1 << 1;
    /** One integer: microseconds since the envelope before. */
    static final int DECIDED = 1 << 2;
    /** Two integers: the halves of the UUID. */
    static final int UUID = 1 << 3;
    /** One integer: microseconds since the envelope before. */
    static final int RECEIVED = 1 << 4;
    /** One string; where absent, the path that the entity had in this block, or none. */
    static final int SCOPE = 1 << 5;
    /** One string. */
    static final int CALLER = 1 << 6;
    /** One string. */
    static final int TRACE = 1 << 7;
    /** Board, epoch, sequence less the one before, digest. */
    static final int VIEW = 1 << 8;
    /** One integer. */
    static final int POLICY = 1 << 9;
    /** One integer. */
    static final int RULES = 1 << 10;
    static final int ALL = (1 << 11) - 1;

    private final Map<String, String> scopes = new HashMap<>();
    String entity;
    private String scope;
    String caller;
    String traceId;
    long msb;
    long lsb;
    int item;
    long decidedAtMicros;
    long receivedAtMicros;
    long policyVersion;
    int rulesVersion;
    ViewId view;

    void begin(long baseTimeMicros) {
        scopes.clear();
        entity = "";
        scope = "";
        caller = "";
        traceId = "";
        msb = 0;
        lsb = 0;
        item = -1;
        decidedAtMicros = baseTimeMicros;
        receivedAtMicros = baseTimeMicros;
        policyVersion = 0;
        rulesVersion = 0;
        view = ViewId.NONE;
    }

    /** Which fields of the envelope differ from what is expected after the ones before. */
    int differences(Envelope next) {
        return who(next) | when(next) | what(next);
    }

    private int who(Envelope next) {
        return bit(ENTITY, !next.entity().equals(entity))
                | bit(SCOPE, !next.scopePath().equals(scopeOf(next.entity())))
                | bit(CALLER, !next.caller().equals(caller))
                | bit(TRACE, !next.traceId().equals(traceId))
                | bit(UUID, !isSameUuid(next.requestId()))
                | bit(ITEM, next.requestId().item() != expectedItem(isSameUuid(next.requestId())));
    }

    private int when(Envelope next) {
        return bit(DECIDED, next.decidedAtMicros() != decidedAtMicros)
                | bit(RECEIVED, next.receivedAtMicros() != receivedAtMicros);
    }

    private int what(Envelope next) {
        return bit(VIEW, next.view() != view && !next.view().equals(view))
                | bit(POLICY, next.policyVersion() != policyVersion)
                | bit(RULES, next.rulesVersion() != rulesVersion);
    }

    private static int bit(int bit, boolean set) {
        return set ? bit : 0;
    }

    private boolean isSameUuid(RequestId id) {
        return id.msb() == msb && id.lsb() == lsb;
    }

    int expectedItem(boolean sameUuid) {
        return sameUuid ? item + 1 : 0;
    }

    /** Most envelopes are of the entity that the one before was of. */
    String scopeOf(String of) {
        return of.equals(entity) ? scope : scopes.getOrDefault(of, "");
    }

    /** How many items an envelope of this mask has: mask, fields and event. */
    static int length(int mask) {
        int uuidAndView = ((mask & UUID) != 0 ? 1 : 0) + ((mask & VIEW) != 0 ? 3 : 0);
        return 2 + Integer.bitCount(mask) + uuidAndView;
    }

    /** Takes in what the envelope said. */
    void follow(Envelope said, int mask) {
        entity = said.entity();
        scope = said.scopePath();
        caller = said.caller();
        traceId = said.traceId();
        msb = said.requestId().msb();
        lsb = said.requestId().lsb();
        item = said.requestId().item();
        decidedAtMicros = said.decidedAtMicros();
        receivedAtMicros = said.receivedAtMicros();
        policyVersion = said.policyVersion();
        rulesVersion = said.rulesVersion();
        view = said.view();
        if ((mask & SCOPE) != 0) {
            scopes.put(entity, said.scopePath());
        }
    }
}
