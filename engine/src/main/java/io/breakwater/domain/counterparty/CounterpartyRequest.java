package io.breakwater.domain.counterparty;

import io.breakwater.domain.Lift;
import io.breakwater.domain.Limit;
import io.breakwater.domain.TradingState;
import io.breakwater.domain.escrow.Grant;
import java.util.List;

/** What may be refused. Only requests meet limits. */
public sealed interface CounterpartyRequest extends CounterpartyCommand {

    /** At most this many quotes or orders in one request. */
    int MAX_ENTRIES = 256;

    /** How long an order lives. */
    enum TimeInForce {
        GOOD_TILL_CANCEL,
        IMMEDIATE_OR_CANCEL,
        FILL_OR_KILL,
        DAY
    }

    /** A market order reserves on its protection price, which is its price here. */
    enum OrderType {
        LIMIT,
        MARKET
    }

    /** How the orders of a group belong together. */
    enum GroupKind {
        ALL_OR_NONE,
        /** One cancels the other: one hold, the maximum of both. */
        ONE_CANCELS_OTHER
    }

    /**
     * @param scopePath {@code firms/x/groups/y}; empty where it stands alone
     * @param grants first allowances of the caps above it, so that it can trade at once; one for each cap
     */
    record Onboard(
            String displayName, String scopePath, int homeDataCenter, List<OpenAccount> accounts, List<Grant> grants)
            implements CounterpartyRequest {}

    /** @param place {@code self}, or {@code venues/x}, {@code custodians/x}, {@code lenders/x} */
    record OpenAccount(String account, String place, MarginMode mode, PositionMode positions, String baseAsset,
            Permissions permissions) implements CounterpartyRequest {

        /** Of net positions. */
        public OpenAccount(String account, String place, MarginMode mode, String baseAsset, Permissions permissions) {
            this(account, place, mode, PositionMode.NET, baseAsset, permissions);
        }
    }

    /** @param account empty: the counterparty itself; the cap of {@code limit} replaces an earlier one */
    record SetLimit(String account, Limit limit) implements CounterpartyRequest {}

    /** @param amountMinor positive, in the asset's minor units */
    record Withdraw(String account, String asset, int assetScale, long amountMinor, String reference)
            implements CounterpartyRequest {}

    record Restrict(TradingState state, String source, String reason, long expiresAtMicros)
            implements CounterpartyRequest {}

    record LiftRestriction(Lift lift) implements CounterpartyRequest {}

    /**
     * @param instrument internal id
     * @param lots positive
     * @param venue where it goes; empty when we are the venue
     */
    record NewOrder(
            String account,
            String clientOrderId,
            long instrument,
            Direction direction,
            OrderType type,
            TimeInForce timeInForce,
            long priceTicks,
            long lots,
            boolean reduceOnly,
            boolean postOnly,
            String venue,
            String venueAccount)
            implements CounterpartyRequest {

        public Side side() {
            return direction.side();
        }

        /** Which it is of, by {@link PositionKey}. */
        long position() {
            return PositionKey.of(instrument, direction.position());
        }
    }

    /** Replaces price and total quantity of a working order. @param lots the new total, what is filled included */
    record Amend(String clientOrderId, long priceTicks, long lots) implements CounterpartyRequest {}

    record Cancel(String clientOrderId) implements CounterpartyRequest {}

    /** @param account empty: all; @param instrument 0: all */
    record MassCancel(String account, long instrument) implements CounterpartyRequest {}

    /** Replaces the quotes of these instruments in a group; a side with 0 lots is withdrawn. */
    record MassQuote(String account, String group, List<Quote> quotes, String venue, String venueAccount)
            implements CounterpartyRequest {}

    record Quote(long instrument, long bidTicks, long bidLots, long askTicks, long askLots) {}

    record OrderGroup(GroupKind kind, List<NewOrder> orders) implements CounterpartyRequest {}

    /**
     * An item that the edge could not express in lots and ticks, because its instrument is unknown or its price finer
     * than a tick of scale. Always refused, with its code.
     */
    record Unresolved(CounterpartyRejection.Code code, String subject) implements CounterpartyRequest {}

    /**
     * An amend that leaves something out or gives the order another id; what it leaves out is as it is when it is
     * decided, so that a repeat of it is the same request, whatever has become of the order.
     *
     * @param newClientOrderId empty: it keeps its id
     * @param instrument of the order; 0: not told
     * @param price as the caller wrote it, in the instrument's quote; empty: unchanged
     * @param quantity the new total, what is filled included; empty: unchanged
     */
    record Replace(String clientOrderId, String newClientOrderId, long instrument, String price, String quantity)
            implements CounterpartyRequest {}

    /**
     * Moves collateral to the same account in another data center, from home or to it.
     *
     * @param amountMinor positive, in the asset's minor units
     * @param to number of the other data center
     */
    record MoveCollateral(String account, String asset, int assetScale, long amountMinor, int to, String reference)
            implements CounterpartyRequest {}
}
