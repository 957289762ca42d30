package io.breakwater.gateway.edge;

import io.breakwater.domain.Restriction;
import io.breakwater.domain.TradingState;
import io.breakwater.kernel.Table;
import java.util.List;

/** Restrictions and trading states between the API and the domain. */
public final class Restricted {
    public static final int MAX_SOURCE = 64;
    public static final int MAX_REASON = 256;

    private Restricted() {}

    public static io.breakwater.v1.TradingState state(TradingState state) {
        return switch (state) {
            case ACTIVE -> io.breakwater.v1.TradingState.TRADING_STATE_ACTIVE;
            case REDUCING -> io.breakwater.v1.TradingState.TRADING_STATE_REDUCING;
            case HALTED -> io.breakwater.v1.TradingState.TRADING_STATE_HALTED;
        };
    }

    /** Who lifts something and why, in the one text that is kept of it. */
    public static String by(String reason) {
        return Caller.current().name() + ": " + Fields.text("reason", reason, MAX_REASON - Caller.MAX_NAME - 2);
    }

    /** REDUCING or HALTED. */
    private static TradingState placed(String field, io.breakwater.v1.TradingState state) {
        return switch (state) {
            case TRADING_STATE_REDUCING -> TradingState.REDUCING;
            case TRADING_STATE_HALTED -> TradingState.HALTED;
            case TRADING_STATE_ACTIVE, TRADING_STATE_UNSPECIFIED, UNRECOGNIZED -> throw Fields.unknownEnum(field);
        };
    }

    /** A restriction as a caller asks for it; it has no id yet. */
    public static Restriction read(io.breakwater.v1.Restriction wire) {
        return new Restriction(0,
                placed("restriction.state", wire.getState()),
                Fields.text("restriction.source", wire.getSource(), MAX_SOURCE),
                Fields.text("restriction.reason", wire.getReason(), MAX_REASON),
                Fields.micros("restriction.expire_time", wire.getExpireTime(), Long.MAX_VALUE));
    }

    public static io.breakwater.v1.Restriction shown(Restriction restriction) {
        var shown = io.breakwater.v1.Restriction.newBuilder()
                .setRestrictionId(Ids.text(restriction.id()))
                .setState(state(restriction.state()))
                .setSource(restriction.source())
                .setReason(restriction.reason());
        if (restriction.expiresAtMicros() != Long.MAX_VALUE) {
            shown.setExpireTime(Fields.timestamp(restriction.expiresAtMicros()));
        }
        return shown.build();
    }

    /** Those that hold, oldest first. */
    public static List<io.breakwater.v1.Restriction> shown(Table<Long, Restriction> restrictions, long nowMicros) {
        return restrictions.values().stream().filter(r -> r.holdsAt(nowMicros) && !r.isLiftedAhead())
                .map(Restricted::shown).toList();
    }
}
