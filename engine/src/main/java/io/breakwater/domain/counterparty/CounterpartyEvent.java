package io.breakwater.domain.counterparty;

import io.breakwater.domain.Measure;
import io.breakwater.domain.RestrictionNews;
import io.breakwater.domain.risk.ShortLots;
import java.util.List;
import java.util.Optional;

/**
 * What was decided or booked. Every event carries the command that it answers, so that audit can decide it again.
 * The order of this list is the order of their tags on disk: it is only ever added to at the end.
 */
public sealed interface CounterpartyEvent {

    CounterpartyCommand command();

    record RequestRefused(CounterpartyRequest command, CounterpartyRejection rejection) implements CounterpartyEvent {}

    /** The engine failed on this item; it was refused and the counterparty put into REDUCING. */
    record DecisionFailed(CounterpartyCommand command, String reason, long restriction) implements CounterpartyEvent {}

    record CounterpartyOnboarded(CounterpartyRequest.Onboard command) implements CounterpartyEvent {}

    record AccountOpened(CounterpartyRequest.OpenAccount command) implements CounterpartyEvent {}

    record LimitSet(CounterpartyRequest.SetLimit command) implements CounterpartyEvent {}

    record Restricted(CounterpartyRequest.Restrict command, long restriction) implements CounterpartyEvent {}

    record RestrictionLifted(CounterpartyRequest.LiftRestriction command) implements CounterpartyEvent {}

    /** @param underlying of the instrument, by which its delta is kept */
    record OrderPlaced(CounterpartyRequest.NewOrder command, long holdId, Hold hold, String underlying)
            implements CounterpartyEvent {}

    /** @param inForce false: the venue has to acknowledge it first, and the larger of both holds is reserved */
    record OrderAmended(CounterpartyRequest.Amend command, Hold hold, boolean inForce) implements CounterpartyEvent {}

    /** @param inForce false: the venue has to acknowledge it first, and the hold stays */
    record OrderCancelled(CounterpartyRequest.Cancel command, boolean inForce) implements CounterpartyEvent {}

    record MassCancelled(CounterpartyRequest.MassCancel command, long orders) implements CounterpartyEvent {}

    /**
     * @param holds one a quote, in their order; {@link Hold#NONE} where both sides were withdrawn
     * @param underlyings one a quote
     */
    record QuotesReplaced(CounterpartyRequest.MassQuote command, long firstHoldId, List<Hold> holds,
            List<String> underlyings) implements CounterpartyEvent {}

    /** @param holds one an order, in their order; @param underlyings one an order */
    record GroupPlaced(CounterpartyRequest.OrderGroup command, long firstHoldId, List<Hold> holds,
            List<String> underlyings) implements CounterpartyEvent {}

    /**
     * @param holdId 0: unsolicited; of another data center's order: the first id ever of that one
     * @param cashFlowMinor −value of the fill, in the settlement asset
     * @param counted what all of it adds to the reserve-time figures
     * @param shorts option lots that a lot is short of
     * @param marksPosition false for a spot trade, which only moves balances
     * @param entries fee and, for a spot trade, both assets
     */
    record FillBooked(
            CounterpartyFact.Fill command,
            long holdId,
            long cashFlowMinor,
            Counted counted,
            ShortLots shorts,
            String underlying,
            boolean marksPosition,
            List<Entry> entries)
            implements CounterpartyEvent {

        FillBooked counting(Counted other) {
            return new FillBooked(command, holdId, cashFlowMinor, other, shorts, underlying, marksPosition, entries);
        }
    }

    /** @param entries the fill's, reversed */
    record FillBusted(CounterpartyFact.Bust command, List<Entry> entries)
            implements CounterpartyEvent {}

    /**
     * @param corrected the fill as it should have been booked
     * @param undone the entries of the fill as it was, reversed
     */
    record FillCorrected(CounterpartyFact.Correction command, FillBooked corrected, List<Entry> undone)
            implements CounterpartyEvent {}

    record OrderStatusBooked(CounterpartyFact.OrderStatusReport command) implements CounterpartyEvent {}

    /** A fact that could not be matched; it is kept here, with an alert, until a person resolves it. */
    record FactSuspended(CounterpartyFact command, String reason) implements CounterpartyEvent {}

    /** @param valueUsdMicros when it was booked; {@link #UNPRICED} where the view knew no price of the asset */
    record Deposited(CounterpartyFact.Deposit command, long valueUsdMicros, List<Entry> entries)
            implements CounterpartyEvent {
        public static final long UNPRICED = -1;
    }

    record WithdrawalRequested(CounterpartyRequest.Withdraw command, long withdrawal, long valueUsdMicros,
            List<Entry> entries) implements CounterpartyEvent {}

    record WithdrawalSent(CounterpartyFact.WithdrawalProgress command) implements CounterpartyEvent {}

    record WithdrawalConfirmed(CounterpartyFact.WithdrawalProgress command, List<Entry> entries)
            implements CounterpartyEvent {}

    record WithdrawalFailed(CounterpartyFact.WithdrawalProgress command, List<Entry> entries)
            implements CounterpartyEvent {}

    record FundingApplied(CounterpartyFact.Funding command, List<Entry> entries) implements CounterpartyEvent {}

    /** @param realisedMinor cash flow plus value at the price, paid out */
    record SessionSettled(CounterpartyFact.Settlement command, long realisedMinor, long carriedMinor,
            List<Entry> entries) implements CounterpartyEvent {}

    record Delivered(CounterpartyFact.Delivery command, long realisedMinor, List<Entry> entries)
            implements CounterpartyEvent {}

    record BalanceAdjusted(CounterpartyFact.Adjustment command, List<Entry> entries) implements CounterpartyEvent {}

    record AllowanceReceived(CounterpartyFact.AllowanceChanged command) implements CounterpartyEvent {}

    record BreachOpened(CounterpartyFact.Remarked command, Measure measure, long cap, long used)
            implements CounterpartyEvent {}

    record BreachClosed(CounterpartyFact.Remarked command, Measure measure, long cap, long used)
            implements CounterpartyEvent {}

    record MarginCalled(CounterpartyFact.Remarked command, long requiredUsdMicros, long collateralUsdMicros)
            implements CounterpartyEvent {}

    record RequestsThrottled(CounterpartyFact.Throttled command) implements CounterpartyEvent {}

    record VenueSnapshotCompared(CounterpartyFact.VenueSnapshot command, long ourLots) implements CounterpartyEvent {}

    record LoanOpened(CounterpartyFact.Loan command, List<Entry> entries) implements CounterpartyEvent {}

    record LoanClosed(CounterpartyFact.Loan command, List<Entry> entries) implements CounterpartyEvent {}

    /** @param counted what it adds where it goes; where it comes from the same is taken off */
    record PositionTransferred(CounterpartyFact.PositionTransfer command, long cashFlowMinor, Counted counted,
            ShortLots shorts, String underlying) implements CounterpartyEvent {}

    /** @param amountMinor of the settlement asset; positive was received */
    record FundingCharged(CounterpartyFact.FundingDue command, long amountMinor, List<Entry> entries)
            implements CounterpartyEvent {}

    /** @param breaks of its account now, by {@link VenueBreak#key}, as far as there is room for @param found all */
    record VenueStatementCompared(CounterpartyFact.VenueStatement command, List<VenueBreak> breaks, int found)
            implements CounterpartyEvent {}

    record RestrictedByPeer(CounterpartyFact.RestrictedElsewhere command) implements CounterpartyEvent {}

    record LiftedByPeer(CounterpartyFact.LiftedElsewhere command) implements CounterpartyEvent {}

    /**
     * @param whole the combo's fill, which only moves its fee and what was held for its order; marking a position where
     *     it was booked on the combo itself
     * @param legs what was booked of each leg, under execution keys of their own; without those that were known
     *     already, and none where it was booked on the combo itself
     */
    record LegsBooked(CounterpartyFact.LegsFill command, FillBooked whole, List<FillBooked> legs)
            implements CounterpartyEvent {}

    /**
     * @param undone what was booked of it and still stood, in the order in which it is undone
     * @param entries of what was booked, reversed
     */
    record LegsBusted(CounterpartyFact.Bust command, List<ExecutionKey> undone, List<Entry> entries)
            implements CounterpartyEvent {}

    /**
     * @param corrected the fill as it should have been booked
     * @param undone what had been booked of it, in the order in which it is undone
     * @param entries of what was booked, reversed
     */
    record LegsCorrected(CounterpartyFact.LegsCorrection command, LegsBooked corrected, List<ExecutionKey> undone,
            List<Entry> entries) implements CounterpartyEvent {}

    /** @param lots the new total @param inForce false: the venue has to acknowledge it, and the old id, first */
    record OrderReplaced(CounterpartyRequest.Replace command, long priceTicks, long lots, Hold hold, boolean inForce)
            implements CounterpartyEvent {}

    /** Funding of an account that is long and short. @param longMinor received by the LONG position */
    record SidesFunded(CounterpartyFact.FundingDue command, long longMinor, long shortMinor, List<Entry> entries)
            implements CounterpartyEvent {}

    /** A session's settlement of an account that is long and short. @param realisedMinor of both, paid out */
    record SidesSettled(CounterpartyFact.Settlement command, long realisedMinor, long longCarriedMinor,
            long shortCarriedMinor, List<Entry> entries) implements CounterpartyEvent {}

    /** A cap that only warns is exceeded. */
    record WarningOpened(CounterpartyFact.Remarked command, Warning warning) implements CounterpartyEvent {}

    /** It is exceeded no more, or warns no more. */
    record WarningClosed(CounterpartyFact.Remarked command, Warning warning) implements CounterpartyEvent {}

    /**
     * @param from number of the own data center
     * @param totalMinor all that was ever moved from this account to that data center, with this
     */
    record CollateralMoved(CounterpartyRequest.MoveCollateral command, int from, long totalMinor, long valueUsdMicros,
            List<Entry> entries) implements CounterpartyEvent {}

    /**
     * @param amountMinor what of the total had not been booked here
     * @param valueUsdMicros when it was booked; {@link Deposited#UNPRICED} where the view knew no price of the asset
     */
    record CollateralReceived(CounterpartyFact.CollateralSent command, long amountMinor, long valueUsdMicros,
            List<Entry> entries) implements CounterpartyEvent {}

    /** @param booked under no order, since that is elsewhere; its hold names only whose it is */
    record FilledFor(CounterpartyFact.FillFor command, FillBooked booked) implements CounterpartyEvent {}

    /** What another data center was told of an order of this one. */
    record FillTakenOver(CounterpartyFact.FilledElsewhere command, FillBooked booked) implements CounterpartyEvent {}

    /** The same, which had been told here as well. */
    record FillClaimed(CounterpartyFact.FilledElsewhere command) implements CounterpartyEvent {}

    /** A fill counts here no more, since it does where its order is. @param entries the fill's, reversed */
    record FillHandedOver(CounterpartyFact.FillSettled command, List<Entry> entries) implements CounterpartyEvent {}

    /** What other data centers are to book of it; null for nothing. */
    static CounterpartyFact forPeers(CounterpartyEvent event) {
        return switch (event) {
            case FilledFor e -> new CounterpartyFact.FilledElsewhere(e.command());
            case FactSuspended(CounterpartyFact.FillFor told, String _) -> new CounterpartyFact.FilledElsewhere(told);
            case DecisionFailed(CounterpartyFact.FillFor told, String _, long _) ->
                    new CounterpartyFact.FilledElsewhere(told);
            case FillTakenOver e -> settled(e.command().told());
            case FillClaimed e -> settled(e.command().told());
            case Restricted e -> new CounterpartyFact.RestrictedElsewhere(Application.restriction(e));
            case RestrictionLifted e when !Standing.isOwn(e.command().lift().restriction()) ->
                    new CounterpartyFact.LiftedElsewhere(e.command().lift());
            case CollateralMoved e -> new CounterpartyFact.CollateralSent(e.from(), e.command().to(),
                    e.command().account(), e.command().asset(), e.command().assetScale(), e.totalMinor());
            default -> null;
        };
    }

    private static CounterpartyFact settled(CounterpartyFact.FillFor told) {
        return new CounterpartyFact.FillSettled(told.fill().execution(), told.teller());
    }

    /** Whether it answers its request id: what was told for another data center's order may be told there as well. */
    static boolean decides(CounterpartyEvent event) {
        return !(event.command() instanceof CounterpartyFact.FillFor);
    }

    /** Whether it has moved orders, positions or money, by what somebody asked for or told. */
    static boolean isTrade(CounterpartyEvent event) {
        return switch (event) {
            case RequestRefused _, DecisionFailed _, CounterpartyOnboarded _, AccountOpened _, LimitSet _, Restricted _,
                    RestrictionLifted _, FactSuspended _ -> false;
            default -> !(event.command() instanceof CounterpartyFact fact) || !FactTraits.areOwn(fact);
        };
    }

    /** What it says about a restriction to whoever has placed or lifted it elsewhere; null for nothing. */
    static RestrictionNews restrictionNews(CounterpartyEvent event) {
        return switch (event) {
            case RestrictedByPeer e -> RestrictionNews.placed(e.command().restriction().id());
            case LiftedByPeer e -> RestrictionNews.lifted(e.command().lift().restriction());
            case RestrictionLifted e -> RestrictionNews.lifted(e.command().lift().restriction());
            case FactSuspended e -> notBooked(e.command(), e.reason());
            case DecisionFailed e -> notBooked(e.command(), e.reason());
            default -> null;
        };
    }

    private static RestrictionNews notBooked(CounterpartyCommand command, String reason) {
        return switch (command) {
            case CounterpartyFact.RestrictedElsewhere f -> RestrictionNews.placed(f.restriction().id()).but(reason);
            case CounterpartyFact.LiftedElsewhere f -> RestrictionNews.lifted(f.lift().restriction()).but(reason);
            default -> null;
        };
    }
}
