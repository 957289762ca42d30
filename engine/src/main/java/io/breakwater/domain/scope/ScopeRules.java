package io.breakwater.domain.scope;

import io.breakwater.domain.Context;
import io.breakwater.domain.Lift;
import io.breakwater.domain.Limit;
import io.breakwater.domain.Restrictions;
import io.breakwater.domain.TradingState;
import io.breakwater.domain.escrow.Escrow;
import io.breakwater.domain.scope.ScopeRejection.Code;
import io.breakwater.kernel.Unit;
import java.util.function.Function;

/**
 * The rules that a request to a scope meets, in this order; the first refusal is the answer. Each looks at the requests
 * that it is about and passes all others. docs/api/refusals.md has a row for each code.
 */
enum ScopeRules {
    NAME(ScopeRules::name),
    /** Caps and holders are for firms and groups; the others only restrict. */
    SHARED(ScopeRules::shared),
    /** The whole is at most the sum over holders, and holders keep their part of it. */
    ADDITIVE(ScopeRules::additive),
    /** A shared cap is over everything and refuses; a warning cannot be granted. */
    WHOLE(ScopeRules::whole),
    /** Where a limit spans data centers the cap is what was lent of it. */
    OWN(ScopeRules::own),
    HOLDER(ScopeRules::holder),
    /** What is said to people is bounded. */
    TEXT(ScopeRules::text),
    /** A restriction restricts, still holds, and has room. */
    RESTRICTION(ScopeRules::restriction),
    LIFTED(ScopeRules::lifted),
    /** A lift has the approvals that the policy asks for, of exactly this change. */
    APPROVED(ScopeRules::approved);

    /** Characters in a source or a reason. */
    static final int MAX_TEXT = 256;
    static final int MAX_HOLDER_NAME = 128;

    private static final ScopeRules[] ORDER = values();

    private final Function<Case, ScopeRejection> check;

    ScopeRules(Function<Case, ScopeRejection> check) {
        this.check = check;
    }

    /** What a rule looks at. */
    record Case(Scope state, ScopeRequest request, Context context) {

        long nowMicros() {
            return context.nowMicros();
        }

        ScopeRejection refuse(Code code, String subject) {
            return ScopeRejection.of(code, state.name(), subject);
        }

        ScopeRejection refuse(Code code, long limit, long requested, Unit unit) {
            return new ScopeRejection(code, state.name(), limit, 0, requested, unit, "");
        }
    }

    /** The first refusal; null when every rule passes. */
    static ScopeRejection first(Case c) {
        for (ScopeRules rule : ORDER) {
            ScopeRejection refusal = rule.check.apply(c);
            if (refusal != null) {
                return refusal;
            }
        }
        return null;
    }

    private static ScopeRejection name(Case c) {
        return ScopeId.isValid(c.state().name()) ? null : c.refuse(Code.BAD_NAME, "scope");
    }

    private static ScopeRejection shared(Case c) {
        boolean shares = c.request() instanceof ScopeRequest.SetCap || c.request() instanceof ScopeRequest.Enroll;
        return !shares || ScopeId.isShared(c.state().name()) ? null : c.refuse(Code.NOT_SHARED, "");
    }

    private static ScopeRejection additive(Case c) {
        if (!(c.request() instanceof ScopeRequest.SetCap(Limit limit)) || limit.measure().isGranted()) {
            return null;
        }
        return c.refuse(Code.NOT_ADDITIVE, limit.measure().name());
    }

    private static ScopeRejection whole(Case c) {
        if (!(c.request() instanceof ScopeRequest.SetCap(Limit limit))) {
            return null;
        }
        if (!limit.dimension().isEmpty()) {
            return c.refuse(Code.DIMENSION, limit.dimension());
        }
        if (!limit.hard()) {
            return c.refuse(Code.NOT_HARD, limit.measure().name());
        }
        boolean passed = limit.cap() <= Escrow.UNLIMITED;
        return passed ? null : c.refuse(Code.CAP_TOO_LARGE, Escrow.UNLIMITED, limit.cap(), limit.measure().unit());
    }

    private static ScopeRejection own(Case c) {
        boolean spans = c.request() instanceof ScopeRequest.SetCap(Limit limit)
                && c.state().lent(limit.measure()) != null;
        return spans ? c.refuse(Code.SPANS_DATA_CENTERS, "set the limit over data centers: region span-limit") : null;
    }

    private static ScopeRejection holder(Case c) {
        if (!(c.request() instanceof ScopeRequest.Enroll(String holder))) {
            return null;
        }
        if (holder.isBlank() || holder.length() > MAX_HOLDER_NAME) {
            return c.refuse(Code.BAD_NAME, "holder");
        }
        Escrow any = c.state().escrows().getFirst();
        if (any.holder(holder) != null) {
            return null;
        }
        if (!any.isFree(holder)) {
            return c.refuse(Code.ID_TAKEN, holder);
        }
        int most = Escrow.MAX_HOLDERS;
        return any.holders().size() < most ? null : c.refuse(Code.TOO_MANY, most, most + 1L, Unit.COUNT);
    }

    private static ScopeRejection text(Case c) {
        int longest = switch (c.request()) {
            case ScopeRequest.Restrict restrict -> Math.max(restrict.source().length(), restrict.reason().length());
            case ScopeRequest.LiftRestriction(Lift lift) -> lift.by().length();
            case ScopeRequest.SetCap _, ScopeRequest.Enroll _ -> 0;
        };
        return longest <= MAX_TEXT ? null : c.refuse(Code.TEXT_TOO_LONG, MAX_TEXT, longest, Unit.COUNT);
    }

    private static ScopeRejection restriction(Case c) {
        if (!(c.request() instanceof ScopeRequest.Restrict restrict)) {
            return null;
        }
        if (restrict.state() == TradingState.ACTIVE) {
            return c.refuse(Code.RESTRICTION_STATE, restrict.state().name());
        }
        if (restrict.expiresAtMicros() <= c.nowMicros()) {
            return c.refuse(Code.RESTRICTION_EXPIRED, c.nowMicros(), restrict.expiresAtMicros(), Unit.MICROS);
        }
        int bound = Restrictions.bound(restrict.state());
        boolean hasRoom = c.state().restrictions().hasRoomFor(restrict.state(), c.nowMicros());
        return hasRoom ? null : c.refuse(Code.TOO_MANY, bound, bound + 1L, Unit.COUNT);
    }

    private static ScopeRejection lifted(Case c) {
        boolean unknown = c.request() instanceof ScopeRequest.LiftRestriction(Lift lift)
                && c.state().restrictions().find(lift.restriction()) == null;
        return unknown ? c.refuse(Code.UNKNOWN_RESTRICTION, "") : null;
    }

    private static ScopeRejection approved(Case c) {
        if (!(c.request() instanceof ScopeRequest.LiftRestriction(Lift lift))) {
            return null;
        }
        Lift.Flaw flaw = lift.flaw(c.state().name(), c.state().restrictions().find(lift.restriction()), c.context());
        return flaw == null ? null : new ScopeRejection(Code.valueOf(flaw.fault().name()), c.state().name(),
                flaw.limit(), flaw.current(), flaw.requested(), flaw.unit(), flaw.subject());
    }
}
