package io.breakwater.domain.counterparty;

import io.breakwater.domain.counterparty.BookedFills.BookedFill;
import io.breakwater.domain.instrument.Asset;
import io.breakwater.domain.instrument.Payoff;
import io.breakwater.domain.instrument.Terms;
import io.breakwater.domain.instrument.Valuer;
import io.breakwater.domain.market.MarketView;
import io.breakwater.domain.market.Quoted;
import io.breakwater.domain.risk.Exposure;
import io.breakwater.domain.risk.GammaVega;
import io.breakwater.domain.risk.OptionLot;
import io.breakwater.domain.risk.ShortLots;
import io.breakwater.domain.risk.UsdGreeks;
import io.breakwater.domain.risk.UsdRate;
import io.breakwater.kernel.Decision;
import io.breakwater.kernel.Decision.Taken;
import io.breakwater.kernel.Exact;
import io.breakwater.kernel.Overflow;
import java.util.ArrayList;
import java.util.List;

/** Fills, busts and corrections: what they come to in cash, in the ledger and towards the limits. */
final class FillBooking {

    private final Counterparty state;
    private final MarketView view;
    private final Doubts doubts;

    FillBooking(Counterparty state, MarketView view, Doubts doubts) {
        this.state = state;
        this.view = view;
        this.doubts = doubts;
    }

    Decision<CounterpartyEvent> fill(CounterpartyFact.Fill fill) {
        BookedFill known = state.money().fills().find(fill.execution());
        if (known != null) {
            return known.agreesWith(fill) ? FactBooking.KNOWN
                    : FactBooking.suspend(fill, "another fill was booked under its execution key");
        }
        String doubt = doubtOf(fill);
        return doubt != null ? FactBooking.suspend(fill, doubt) : new Taken<>(booking(fill));
    }

    /** Null where there is none. */
    String doubtOf(CounterpartyFact.Fill fill) {
        String doubt = doubts.of(fill.account(), fill.execution().instrument());
        return doubt == null ? doubt(fill) : doubt;
    }

    /** About the figures of a fill in a known instrument; null where there is none. */
    String doubt(CounterpartyFact.Fill fill) {
        if (fill.lots() <= 0) {
            return "lots are not positive";
        }
        String sides = doubtOfSide(fill);
        if (sides != null) {
            return sides;
        }
        return fill.feeMinor() != 0 && scaleOf(fill) < 0 ? "scale of the fee's asset is not known" : null;
    }

    /** Null where it is told which position it is of, or there is only one. */
    String doubtOfSide(CounterpartyFact.Fill fill) {
        Payoff payoff = view.instrument(fill.execution().instrument()).terms().payoff();
        if (state.account(fill.account()).positions().hasSides(payoff)) {
            return FillBook.sideOf(state, fill) == PositionSide.NET
                    ? "it is not told which side's position it is of" : null;
        }
        boolean named = fill.execution().direction().position() != PositionSide.NET;
        return named ? "the account has no sides of positions in the instrument" : null;
    }

    CounterpartyEvent.FillBooked booking(CounterpartyFact.Fill fill) {
        Quoted quoted = view.instrument(fill.execution().instrument());
        Terms terms = quoted.terms();
        boolean spot = terms.payoff() instanceof Payoff.Spot;
        int sign = fill.execution().side().sign();
        long cash = Exact.negate(Valuer.valueMinor(terms, sign * fill.lots(), fill.priceTicks()));
        WorkingOrder order = OrderBook.filledBy(state, fill);
        Counted counted = spot ? Counted.NOTHING : counted(quoted, fill, order);
        return new CounterpartyEvent.FillBooked(fill, order == null ? 0 : order.holdId(), spot ? 0 : cash,
                counted, ShortLots.of(quoted, view), terms.underlying(), !spot, entries(fill, terms, spot ? cash : 0));
    }

    /** Fee and, for a spot trade, what was exchanged. */
    private List<Entry> entries(CounterpartyFact.Fill fill, Terms terms, long cash) {
        Account account = state.account(fill.account());
        List<Entry> entries = new ArrayList<>();
        if (terms.payoff() instanceof Payoff.Spot) {
            entries.addAll(exchange(account, terms, fill.execution().side().sign() * fill.lots(), cash));
        }
        entries.addAll(fee(fill));
        return List.copyOf(entries);
    }

    List<Entry> fee(CounterpartyFact.Fill fill) {
        Account account = state.account(fill.account());
        return fill.feeMinor() == 0 ? List.of() : Ledger.move(BalanceKey.free(account, fill.feeAsset()),
                BalanceKey.contra(BalanceKey.FEE, account, fill.feeAsset()), scaleOf(fill), fill.feeMinor());
    }

    /** A spot trade: base against quote, both with the clearing account. */
    private static List<Entry> exchange(Account account, Terms terms, long signedLots, long cash) {
        Asset base = terms.base();
        Asset quote = terms.quote();
        List<Entry> entries = new ArrayList<>(Ledger.move(BalanceKey.contra(BalanceKey.CLEARING, account, base.id()),
                BalanceKey.free(account, base.id()), base.scale(), Valuer.baseMinor(terms, signedLots)));
        entries.addAll(Ledger.move(BalanceKey.contra(BalanceKey.CLEARING, account, quote.id()),
                BalanceKey.free(account, quote.id()), quote.scale(), cash));
        return entries;
    }

    /**
     * What was filled of an order counts as its hold did, or less at a better price: the market may have moved since
     * the decision, and a fill within the leaves must not take a limit over its cap (I-04). The rest counts at its
     * price.
     */
    private Counted counted(Quoted quoted, CounterpartyFact.Fill fill, WorkingOrder order) {
        Side side = fill.execution().side();
        long held = order == null ? 0 : Math.min(order.leaves(side), fill.lots());
        long beyond = notional(quoted, fill.lots() - held, fill.priceTicks());
        UsdGreeks greeks = greeks(quoted, beyond, side.sign() * (fill.lots() - held));
        long premium = side == Side.BUY ? premium(quoted, fill.lots() - held, fill.priceTicks()) : 0;
        if (held == 0) {
            return new Counted(beyond, greeks, premium);
        }
        Counted released = released(order, side, held);
        long traded = Math.min(notional(quoted, held, fill.priceTicks()), released.notionalUsdMicros());
        long paid = released.premiumUsdMicros() == 0 ? 0
                : Math.min(premium(quoted, held, fill.priceTicks()), released.premiumUsdMicros());
        return new Counted(Exact.add(traded, beyond), released.greeks().plus(greeks), Exact.add(paid, premium));
    }

    /** What an order holds no more once so many lots of it are filled. @param held at most its leaves, not 0 */
    static Counted released(WorkingOrder order, Side side, long held) {
        WorkingOrder rest = order.filled(side, held);
        Counted released = order.hold().side(side).released(rest.hold().side(side));
        return order.replacing() ? released.within(order.reserved().side(side).released(rest.reserved().side(side)))
                : released;
    }

    /** 0 of what is no option, and where no price is known. */
    long premium(Quoted quoted, long lots, long ticks) {
        UsdRate rate = lots == 0 || !(quoted.terms().payoff() instanceof Payoff.Option) ? null
                : UsdRate.of(view, quoted.terms().settlement());
        return rate == null ? 0 : Exposure.premiumUsdMicros(quoted, lots, ticks, rate);
    }

    /** Gamma and vega only where they can be told: a fact is booked all the same. */
    UsdGreeks greeks(Quoted quoted, long notionalUsdMicros, long signedLots) {
        long delta = Exposure.deltaUsdMicros(quoted, notionalUsdMicros, Long.signum(signedLots));
        try {
            return UsdGreeks.of(delta, signedLots != 0 && Exposure.isMarked(quoted, view)
                    ? OptionLot.greeks(quoted, view) : GammaVega.NONE, signedLots);
        } catch (Overflow _) {
            return UsdGreeks.of(delta, 0, 0);
        }
    }

    /** 0 when no price is known: the position is booked all the same, and cannot be added to until there is one. */
    long notional(Quoted quoted, long lots, long ticks) {
        if (lots == 0 || !Exposure.isMarked(quoted, view)) {
            return 0;
        }
        Asset asset = Exposure.notionalAsset(quoted.terms());
        UsdRate rate = asset == null ? null : UsdRate.of(view, asset);
        return asset != null && rate == null
                ? 0 : Exposure.notionalUsdMicros(quoted, lots, ticks, rate, view);
    }

    /** As the ledger keeps it, else as the instrument's terms say; −1 when neither knows. */
    int scaleOf(CounterpartyFact.Fill fill) {
        Integer known = state.money().ledger().scales().get(fill.feeAsset());
        if (known != null) {
            return known;
        }
        Terms terms = view.instrument(fill.execution().instrument()).terms();
        for (Asset asset : List.of(terms.settlement(), terms.quote(), terms.base())) {
            if (asset.id().equals(fill.feeAsset())) {
                return asset.scale();
            }
        }
        return -1;
    }

    Decision<CounterpartyEvent> bust(CounterpartyFact.Bust bust) {
        BookedFill booked = state.money().fills().find(bust.execution());
        if (booked == null) {
            return FactBooking.suspend(bust, "the fill is not known");
        }
        return booked.undone() ? FactBooking.KNOWN
                : new Taken<>(new CounterpartyEvent.FillBusted(bust, Ledger.reversed(booked.event().entries())));
    }

    /** Of the position that the correction names; it stays where it was booked where that names none. */
    private static ExecutionKey execution(ExecutionKey booked, ExecutionKey told) {
        PositionSide side = told.direction().position();
        return side == PositionSide.NET ? booked : booked.of(side);
    }

    Decision<CounterpartyEvent> correct(CounterpartyFact.Correction fact) {
        BookedFill booked = state.money().fills().find(fact.execution());
        if (booked == null || booked.undone() || fact.lots() <= 0) {
            return FactBooking.suspend(fact,
                    booked == null ? "the fill is not known" : "the fill was undone or the lots not positive");
        }
        CounterpartyFact.Fill old = booked.event().command();
        String doubt = doubts.of(old.account(), old.execution().instrument());
        if (doubt != null) {
            return FactBooking.suspend(fact, doubt);
        }
        CounterpartyFact.Fill now = new CounterpartyFact.Fill(execution(old.execution(), fact.execution()),
                old.account(), "", old.kind(), fact.priceTicks(), fact.lots(), fact.feeMinor(), old.feeAsset(),
                old.maker(), old.venueTimeMicros(), old.venueSequence());
        String sides = doubtOfSide(now);
        if (sides != null) {
            return FactBooking.suspend(fact, sides);
        }
        return new Taken<>(new CounterpartyEvent.FillCorrected(fact, booking(now),
                Ledger.reversed(booked.event().entries())));
    }
}
