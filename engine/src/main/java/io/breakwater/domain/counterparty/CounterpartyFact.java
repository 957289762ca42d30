package io.breakwater.domain.counterparty;

import io.breakwater.domain.Lift;
import io.breakwater.domain.Restriction;
import io.breakwater.domain.TradingState;
import io.breakwater.domain.escrow.Grant;
import io.breakwater.domain.instrument.FundingRate;
import java.util.List;

/** What has happened. It is applied, recognised as known, or put into suspense; never refused and never dropped. */
public sealed interface CounterpartyFact extends CounterpartyCommand {

    /** What a fill is. */
    enum FillKind {
        NEW,
        LIQUIDATION,
        /** Auto-deleveraging. */
        ADL,
        DELIVERY,
        BLOCK,
        TRANSFER
    }

    /** What a venue says an order is now. */
    enum OrderStatus {
        SENT,
        WORKING,
        /** The replacement that was asked for is in force. */
        REPLACED,
        REPLACE_REJECTED,
        CANCEL_REJECTED,
        CANCELLED,
        REJECTED,
        EXPIRED,
        /** The venue's session was lost: nothing is known. */
        UNKNOWN
    }

    /**
     * @param clientOrderId the order it fills; empty or unknown: unsolicited
     * @param lots positive
     * @param feeMinor of the fee asset; negative for a rebate
     * @param venueTimeMicros epoch micros by the venue's clock
     */
    record Fill(
            ExecutionKey execution,
            String account,
            String clientOrderId,
            FillKind kind,
            long priceTicks,
            long lots,
            long feeMinor,
            String feeAsset,
            boolean maker,
            long venueTimeMicros,
            long venueSequence)
            implements CounterpartyFact {

        /** The same, of a position of this side. */
        Fill of(PositionSide side) {
            return with(execution.of(side), clientOrderId);
        }

        /** The same under another key. @param order that it fills */
        Fill with(ExecutionKey key, String order) {
            return new Fill(key, account, order, kind, priceTicks, lots, feeMinor, feeAsset, maker, venueTimeMicros,
                    venueSequence);
        }
    }

    /** Takes a booked fill back, exactly. */
    record Bust(ExecutionKey execution) implements CounterpartyFact {}

    /** Replaces price, lots and fee of a booked fill. */
    record Correction(ExecutionKey execution, long priceTicks, long lots, long feeMinor) implements CounterpartyFact {}

    record OrderStatusReport(String clientOrderId, OrderStatus status, long venueTimeMicros)
            implements CounterpartyFact {}

    /** @param amountMinor received by the account; negative when it pays */
    record Deposit(String account, String asset, int assetScale, long amountMinor, String reference)
            implements CounterpartyFact {}

    /** How a withdrawal went on after it was accepted. */
    record WithdrawalProgress(long withdrawal, Progress progress) implements CounterpartyFact {

        /** SENT and CONFIRMED go on; FAILED puts the money back. */
        public enum Progress {
            SENT,
            CONFIRMED,
            FAILED
        }
    }

    /** @param amountMinor of the settlement asset; positive is received */
    record Funding(String account, long instrument, long amountMinor, String reference) implements CounterpartyFact {}

    /** Realises a position at a price: daily settlement of futures. */
    record Settlement(String account, long instrument, long priceTicks, String reference) implements CounterpartyFact {}

    /** Ends a position at the delivery price. */
    record Delivery(String account, long instrument, long priceTicks, String reference) implements CounterpartyFact {}

    /** @param amountMinor added to the account, taken from suspense; either sign */
    record Adjustment(String account, String asset, int assetScale, long amountMinor, String reason)
            implements CounterpartyFact {}

    /** A scope above granted, or asks back. Cumulative, so that duplicates and reordering change nothing. */
    record AllowanceChanged(Grant grant) implements CounterpartyFact {}

    /** The market moved or the second turned: passive breaches open or close. */
    record Remarked() implements CounterpartyFact {}

    /** What was answered without an event in one second. */
    record Throttled(long second, long submits, long modifies) implements CounterpartyFact {}

    /** A venue's own figures, compared with ours. */
    record VenueSnapshot(String account, long instrument, long venueLots, long observedAtMicros)
            implements CounterpartyFact {}

    /** Money lent to an account or paid back. @param amountMinor positive: opened; negative: closed by that much */
    record Loan(String account, String asset, int assetScale, long amountMinor, String lender, String reference)
            implements CounterpartyFact {}

    /** Lots that move between accounts of the counterparty at a price. */
    record PositionTransfer(String from, String to, long instrument, long lots, long priceTicks, String reference)
            implements CounterpartyFact {}

    /** A payment of funding fell due, on what is held. */
    record FundingDue(String account, long instrument, FundingRate rate) implements CounterpartyFact {}

    /**
     * All that an account holds and has working, by its venue's own figures; what it does not list is nothing.
     *
     * @param observedAtMicros epoch micros by the venue's clock; one that is older than the last is no news
     */
    record VenueStatement(String account, List<StatedPosition> positions, List<StatedOrder> orders,
            long observedAtMicros) implements CounterpartyFact {

        public VenueStatement {
            positions = List.copyOf(positions);
            orders = List.copyOf(orders);
        }
    }

    /** Another data center has placed a restriction; its id names it. */
    record RestrictedElsewhere(Restriction restriction) implements CounterpartyFact {}

    /** Another data center has lifted one, whoever placed it. */
    record LiftedElsewhere(Lift lift) implements CounterpartyFact {}

    /** It traded at a data center that had been fenced, unseen here, and only reduces until that is reconciled. */
    static CounterpartyFact tradedUnseen(int dataCenter, String name) {
        return new RestrictedElsewhere(new Restriction(Standing.unseen(dataCenter), TradingState.REDUCING, "engine",
                "traded at " + name + " after that was fenced here", Long.MAX_VALUE));
    }

    /**
     * A fill of a combo by what was traded in each of its legs: those are what is held from then on.
     *
     * @param whole of the combo: its order, its lots, its price and the fee of all of it
     * @param legs in the order of the combo's terms
     */
    record LegsFill(Fill whole, List<FilledLeg> legs) implements CounterpartyFact {

        public LegsFill {
            legs = List.copyOf(legs);
        }
    }

    /** Replaces price, lots, fee and legs of a fill that was booked by its legs. */
    record LegsCorrection(ExecutionKey execution, long priceTicks, long lots, long feeMinor, List<FilledLeg> legs)
            implements CounterpartyFact {

        public LegsCorrection {
            legs = List.copyOf(legs);
        }
    }

    /** @param lots positive */
    record FilledLeg(long instrument, Direction direction, long priceTicks, long lots) {

        public Side side() {
            return direction.side();
        }
    }

    /**
     * Another data center has moved collateral out of the same account there. Cumulative, so that duplicates and
     * reordering change nothing.
     *
     * @param from number of that data center
     * @param to number of the one that it goes to, which alone books it
     * @param totalMinor all that was ever moved so
     */
    record CollateralSent(int from, int to, String account, String asset, int assetScale, long totalMinor)
            implements CounterpartyFact {}

    /**
     * A fill of an order that another data center has decided, which cannot be told there now.
     *
     * @param instrument as it is listed here: its number is another one there
     * @param dataCenter whose order it is
     * @param teller this data center
     */
    record FillFor(Fill fill, Listed instrument, int dataCenter, int teller) implements CounterpartyFact {}

    /** A peer's log holds such a fill. Whose order it is books it; for any other one it is no news. */
    record FilledElsewhere(FillFor told) implements CounterpartyFact {}

    /**
     * A peer's log shows that a fill is booked where its order is.
     *
     * @param execution as the teller knows it
     * @param teller where it was told as {@link FillFor}; for any other one this is no news
     */
    record FillSettled(ExecutionKey execution, int teller) implements CounterpartyFact {}

    /** An instrument by its name, and the scales in which a fill of it is told. */
    record Listed(String name, int priceScale, int lotScale, int feeScale) {}

    /** @param lots signed */
    record StatedPosition(long instrument, long lots) {}

    /** @param leavesLots that can still be filled, positive */
    record StatedOrder(String clientOrderId, long instrument, long leavesLots) {}
}
