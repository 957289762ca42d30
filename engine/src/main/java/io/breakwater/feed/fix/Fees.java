package io.breakwater.feed.fix;

import io.breakwater.domain.instrument.Asset;
import io.breakwater.domain.market.MarketView;
import io.breakwater.domain.market.Quoted;
import io.breakwater.kernel.Decimals;
import io.breakwater.kernel.Exact;
import java.util.List;
import java.util.Locale;
import quickfix.FieldNotFound;
import quickfix.Group;
import quickfix.Message;

/**
 * What a trade cost: its miscellaneous fees where it lists any, else its commission.
 *
 * @param minor of the asset; positive is paid
 */
record Fees(long minor, String asset) {
    private static final String ABSOLUTE = "3";
    /** Micro-dollars. */
    private static final int REFERENCE_SCALE = 6;

    /**
     * Of a trade; where the report of the whole tells none, what those of its legs tell.
     *
     * @param legs empty where they are not told apart
     * @throws FixFault where it cannot be told in one asset
     */
    static Fees of(Message message, List<Message> legs, Symbols symbols) throws FieldNotFound {
        Fees sum = null;
        for (Message leg : legs) {
            if (isTold(leg) && !isTold(message)) {
                Fees own = of(leg, symbols);
                sum = sum == null ? own : sum.plus(own);
            }
        }
        return sum == null ? of(message, symbols) : sum;
    }

    private static boolean isTold(Message message) {
        return message.isSetField(Tags.NO_MISC_FEES) || message.isSetField(Tags.COMMISSION);
    }

    private Fees plus(Fees other) {
        if (!asset.equals(other.asset)) {
            throw new FixFault("its fees are in several assets");
        }
        return new Fees(Exact.add(minor, other.minor), asset);
    }

    private static Fees of(Message message, Symbols symbols) throws FieldNotFound {
        return of(message, symbols.listed(message.getString(Tags.SYMBOL)), symbols.view());
    }

    private static Fees of(Message message, Quoted quoted, MarketView view) throws FieldNotFound {
        List<Group> listed = message.getGroups(Tags.NO_MISC_FEES);
        if (!listed.isEmpty()) {
            return sum(listed, quoted, view);
        }
        String commission = Fields.optional(message, Tags.COMMISSION);
        if (commission.isEmpty()) {
            return new Fees(0, quoted.terms().settlement().id());
        }
        String type = Fields.optional(message, Tags.COMM_TYPE);
        if (!type.isEmpty() && !type.equals(ABSOLUTE)) {
            throw new FixFault("commission type " + type + " is not an amount");
        }
        Asset asset = asset(Fields.optional(message, Tags.COMM_CURRENCY), quoted, view);
        return new Fees(Decimals.parse(commission, asset.scale()), asset.id());
    }

    private static Fees sum(List<Group> listed, Quoted quoted, MarketView view) throws FieldNotFound {
        Asset asset = null;
        long minor = 0;
        for (Group fee : listed) {
            String currency = fee.isSetField(Tags.MISC_FEE_CURR) ? fee.getString(Tags.MISC_FEE_CURR) : "";
            Asset own = asset(currency, quoted, view);
            if (asset != null && !asset.equals(own)) {
                throw new FixFault("its fees are in several assets");
            }
            asset = own;
            minor = Exact.add(minor, Decimals.parse(fee.getString(Tags.MISC_FEE_AMT), own.scale()));
        }
        return new Fees(minor, asset.id());
    }

    private static Asset asset(String currency, Quoted quoted, MarketView view) {
        if (currency.isEmpty()) {
            return quoted.terms().settlement();
        }
        String id = currency.toUpperCase(Locale.ROOT);
        for (Asset known : List.of(quoted.terms().settlement(), quoted.terms().quote(), quoted.terms().base())) {
            if (known.id().equals(id)) {
                return known;
            }
        }
        if (id.equals(Asset.REFERENCE)) {
            return new Asset(id, REFERENCE_SCALE);
        }
        Quoted spot = view.pricing(id);
        if (spot == null) {
            throw new FixFault("fee asset " + currency + " is not listed");
        }
        return spot.terms().base();
    }
}
