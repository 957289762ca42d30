package io.breakwater.domain.instrument;

import io.breakwater.domain.Context;
import io.breakwater.domain.Lift;
import io.breakwater.domain.Restrictions;
import io.breakwater.domain.TradingState;
import io.breakwater.domain.instrument.InstrumentRejection.Code;
import io.breakwater.kernel.Unit;
import java.util.function.Function;

/**
 * The rules that a request to an instrument meets, in this order; the first refusal is the answer. Each looks at the
 * requests that it is about and passes all others. docs/api/refusals.md has a row for each code.
 */
enum InstrumentRules {
    /** It is listed, unless it is to be. */
    LISTED(InstrumentRules::listed),
    NAMES(InstrumentRules::names),
    /** A name is listed again only after it was delisted. */
    NEW(InstrumentRules::isNew),
    FIRST_LIFE_CYCLE(InstrumentRules::firstLifeCycle),
    /** The number it would get is no other instrument's. */
    NUMBER(InstrumentRules::number),
    /** An asset has one scale everywhere. */
    ASSETS(TermsRules::assets),
    TICK_BANDS(TermsRules::tickBands),
    HAIRCUT(TermsRules::haircut),
    FEES(TermsRules::fees),
    EXPIRY(TermsRules::expiry),
    EFFECTIVE_TIME(TermsRules::effectiveTime),
    /** It settles in what its payoff says. */
    SETTLEMENT(TermsRules::settlement),
    OPTION(TermsRules::option),
    COMBO(TermsRules::combo),
    /** What positions are counted in stays as it was listed. */
    FIXED(TermsRules::fixed),
    /** A price is positive; an option's may be 0, a combo's has either sign. */
    MARK_SIGN(MarkRules::sign),
    MARK_RANGE(MarkRules::range),
    /** It was not observed later than now. */
    MARK_TIME(MarkRules::time),
    /** What is said to people is bounded. */
    TEXT(InstrumentRules::text),
    /** A restriction restricts, still holds, and has room. */
    RESTRICTION(InstrumentRules::restriction),
    LIFTED(InstrumentRules::lifted),
    /** A lift has the approvals that the policy asks for, of exactly this change. */
    APPROVED(InstrumentRules::approved);

    /** Characters in a source or a reason. */
    static final int MAX_TEXT = 256;
    private static final int MAX_ID = 64;

    private static final InstrumentRules[] ORDER = values();

    private final Function<Case, InstrumentRejection> check;

    InstrumentRules(Function<Case, InstrumentRejection> check) {
        this.check = check;
    }

    /** What a rule looks at. */
    record Case(Instrument state, InstrumentRequest request, Context context) {

        InstrumentRejection refuse(Code code, String subject) {
            return InstrumentRejection.of(code, state.name(), subject);
        }

        InstrumentRejection refuse(Code code, long limit, long requested, Unit unit) {
            return new InstrumentRejection(code, InstrumentId.scope(state.name()), limit, 0, requested, unit, "");
        }

        /** Null where the request is not about terms. */
        Terms terms() {
            return switch (request) {
                case InstrumentRequest.ListInstrument list -> list.terms();
                case InstrumentRequest.ChangeTerms change -> change.terms();
                case InstrumentRequest.UpdateMark _, InstrumentRequest.Halt _, InstrumentRequest.Resume _,
                        InstrumentRequest.Delist _ -> null;
            };
        }

        /** Null where the request is not to list. */
        InstrumentRequest.ListInstrument listing() {
            return request instanceof InstrumentRequest.ListInstrument list ? list : null;
        }
    }

    /** The first refusal; null when every rule passes. */
    static InstrumentRejection first(Case c) {
        for (InstrumentRules rule : ORDER) {
            InstrumentRejection refusal = rule.check.apply(c);
            if (refusal != null) {
                return refusal;
            }
        }
        return null;
    }

    private static InstrumentRejection listed(Case c) {
        if (c.listing() != null) {
            return null;
        }
        return switch (c.state().listing()) {
            case Listing.Never() -> c.refuse(Code.UNKNOWN_INSTRUMENT, "");
            case Listing.Listed it -> it.isDelisted() ? c.refuse(Code.DELISTED, "") : null;
        };
    }

    private static InstrumentRejection names(Case c) {
        InstrumentRequest.ListInstrument list = c.listing();
        if (list == null) {
            return null;
        }
        boolean named = InstrumentId.isValid(list.name()) && list.name().equals(c.state().name());
        if (!named) {
            return c.refuse(Code.BAD_NAME, "name");
        }
        boolean passed = list.venue().length() <= MAX_ID && isId(list.symbol()) && isId(list.terms().underlying());
        return passed ? null : c.refuse(Code.BAD_NAME, "venue, symbol or underlying");
    }

    private static boolean isId(String text) {
        return !text.isBlank() && text.length() <= MAX_ID;
    }

    private static InstrumentRejection isNew(Case c) {
        boolean taken = c.listing() != null && c.state().listing() instanceof Listing.Listed it && !it.isDelisted();
        return taken ? c.refuse(Code.INSTRUMENT_EXISTS, "") : null;
    }

    private static InstrumentRejection firstLifeCycle(Case c) {
        boolean late = c.listing() != null && c.listing().lifeCycle().compareTo(LifeCycle.OPEN) > 0;
        return late ? c.refuse(Code.LIFE_CYCLE, c.listing().lifeCycle().name()) : null;
    }

    private static InstrumentRejection number(Case c) {
        if (c.listing() == null) {
            return null;
        }
        long number = InstrumentId.number(c.state().name(), c.context().origin(), c.state().generation() + 1);
        boolean taken = number == 0 || c.context().view().instrument(number) != null;
        return taken ? c.refuse(Code.ID_TAKEN, Long.toString(number)) : null;
    }

    private static InstrumentRejection text(Case c) {
        int longest = switch (c.request()) {
            case InstrumentRequest.Halt halt -> Math.max(halt.source().length(), halt.reason().length());
            case InstrumentRequest.Resume(Lift lift) -> lift.by().length();
            case InstrumentRequest.Delist delist -> delist.reason().length();
            case InstrumentRequest.ListInstrument _, InstrumentRequest.ChangeTerms _,
                    InstrumentRequest.UpdateMark _ -> 0;
        };
        return longest <= MAX_TEXT ? null : c.refuse(Code.TEXT_TOO_LONG, MAX_TEXT, longest, Unit.COUNT);
    }

    private static InstrumentRejection restriction(Case c) {
        if (!(c.request() instanceof InstrumentRequest.Halt halt)) {
            return null;
        }
        long now = c.context().nowMicros();
        if (halt.state() == TradingState.ACTIVE) {
            return c.refuse(Code.RESTRICTION_STATE, halt.state().name());
        }
        if (halt.expiresAtMicros() <= now) {
            return c.refuse(Code.RESTRICTION_EXPIRED, now, halt.expiresAtMicros(), Unit.MICROS);
        }
        int bound = Restrictions.bound(halt.state());
        boolean hasRoom = c.state().restrictions().hasRoomFor(halt.state(), now);
        return hasRoom ? null : c.refuse(Code.TOO_MANY, bound, bound + 1L, Unit.COUNT);
    }

    private static InstrumentRejection lifted(Case c) {
        boolean unknown = c.request() instanceof InstrumentRequest.Resume(Lift lift)
                && c.state().restrictions().find(lift.restriction()) == null;
        return unknown ? c.refuse(Code.UNKNOWN_RESTRICTION, "") : null;
    }

    private static InstrumentRejection approved(Case c) {
        if (!(c.request() instanceof InstrumentRequest.Resume(Lift lift))) {
            return null;
        }
        String scope = InstrumentId.scope(c.state().name());
        Lift.Flaw flaw = lift.flaw(scope, c.state().restrictions().find(lift.restriction()), c.context());
        return flaw == null ? null : new InstrumentRejection(Code.valueOf(flaw.fault().name()), scope,
                flaw.limit(), flaw.current(), flaw.requested(), flaw.unit(), flaw.subject());
    }
}
