package io.breakwater.gateway.counterparty;

import io.breakwater.domain.Measure;
import io.breakwater.domain.market.MarketView;
import io.breakwater.gateway.edge.Assets;
import io.breakwater.gateway.edge.ErrorReason;
import io.breakwater.gateway.edge.Fields;
import io.breakwater.gateway.edge.Names;
import io.breakwater.gateway.edge.RequestFault;
import io.breakwater.kernel.Decimals;
import io.breakwater.kernel.Unit;
import io.breakwater.v1.Enforcement;
import io.breakwater.v1.Limit;

/** Caps between the API's words and the domain's. */
public final class LimitWords {
    private static final int USD_SCALE = 6;
    private static final String PREFIX = "MEASURE_";
    private static final String PLACES = "places/";

    private LimitWords() {}

    /** @throws RequestFault where it cannot be read, or no rule would find the dimension */
    static io.breakwater.domain.Limit read(Limit wire, MarketView view) {
        Measure measure = measure(wire.getMeasure());
        Fields.range("limit.window_seconds", wire.getWindowSeconds(), 0, 0);
        String unit = unit(measure);
        if (!wire.getUnit().isEmpty() && !wire.getUnit().equals(unit)) {
            throw Fields.invalid("limit.unit", "must be " + unit + " or empty");
        }
        long cap = Fields.decimal("limit.cap", wire.getCap(), scale(measure));
        if (cap < 0) {
            throw Fields.invalid("limit.cap", "must not be negative");
        }
        String dimension = dimension(measure, wire.getDimension(), view);
        return new io.breakwater.domain.Limit(measure, dimension, cap, isHard(wire));
    }

    /** Throws {@link RequestFault} ENUM_UNKNOWN. */
    public static Measure measure(io.breakwater.v1.Measure wire) {
        if (wire == io.breakwater.v1.Measure.UNRECOGNIZED || wire == io.breakwater.v1.Measure.MEASURE_UNSPECIFIED) {
            throw Fields.unknownEnum("limit.measure");
        }
        return Measure.valueOf(wire.name().substring(PREFIX.length()));
    }

    private static boolean isHard(Limit wire) {
        return switch (wire.getEnforcement()) {
            case ENFORCEMENT_HARD -> true;
            case ENFORCEMENT_WARNING -> false;
            case ENFORCEMENT_UNSPECIFIED, UNRECOGNIZED -> throw Fields.unknownEnum("limit.enforcement");
        };
    }

    /** As the rules name it: an instrument's id, an underlying's or an asset's symbol, a place. */
    private static String dimension(Measure measure, String wire, MarketView view) {
        if (wire.isEmpty()) {
            return "";
        }
        String collection = collection(measure);
        String id = Names.id("limit.dimension", wire, collection);
        if (collection.equals(Names.INSTRUMENTS) && view.named(id) == null) {
            throw RequestFault.of(ErrorReason.UNKNOWN_INSTRUMENT, "limit.dimension", id + " is not listed");
        }
        return isSymbol(collection) ? Assets.symbol(id) : id;
    }

    private static boolean isSymbol(String collection) {
        return collection.equals(Names.UNDERLYINGS) || collection.equals(Names.ASSETS);
    }

    /** What a measure is of. */
    private static String collection(Measure measure) {
        return switch (measure) {
            case ORDER_SIZE, ORDER_NOTIONAL, WORKING_ORDERS, GROSS_POSITION, NET_POSITION, CONCENTRATION,
                    OPEN_INTEREST_SHARE, SUBMIT_RATE, MODIFY_RATE, GROSS_NOTIONAL, INITIAL_MARGIN, LOSS, PREMIUM_PAID,
                    SETTLEMENT_EXPOSURE -> Names.INSTRUMENTS;
            case DELTA, VEGA, GAMMA, SHORT_OPTIONS -> Names.UNDERLYINGS;
            case COLLATERAL_CONCENTRATION -> Names.ASSETS;
            case PLACE_EXPOSURE -> PLACES;
        };
    }

    static Limit shown(String scope, io.breakwater.domain.Limit limit) {
        return Limit.newBuilder()
                .setScope(scope)
                .setMeasure(io.breakwater.v1.Measure.valueOf(PREFIX + limit.measure().name()))
                .setDimension(shownDimension(limit))
                .setCap(number(limit.cap(), limit.measure()))
                .setUnit(unit(limit.measure()))
                .setEnforcement(limit.hard() ? Enforcement.ENFORCEMENT_HARD : Enforcement.ENFORCEMENT_WARNING)
                .build();
    }

    private static String shownDimension(io.breakwater.domain.Limit limit) {
        if (limit.dimension().isEmpty()) {
            return "";
        }
        String collection = collection(limit.measure());
        return collection + (isSymbol(collection) ? Assets.id(limit.dimension()) : limit.dimension());
    }

    /** A figure of the measure in its unit. */
    public static String number(long value, Measure measure) {
        return Decimals.format(value, scale(measure));
    }

    /** Decimals of a figure of the measure. */
    public static int scale(Measure measure) {
        return measure.unit() == Unit.USD_MICROS ? USD_SCALE : 0;
    }

    private static String unit(Measure measure) {
        return switch (measure.unit()) {
            case LOTS -> "lots";
            case USD_MICROS -> "USD";
            case COUNT -> "orders";
            case PER_SECOND -> "orders/s";
            case BASIS_POINTS -> "bps";
            case NONE, TICKS, MICROS, ASSET_MINOR, APPROVALS -> measure.unit().name();
        };
    }
}
