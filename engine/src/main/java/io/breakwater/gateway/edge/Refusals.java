package io.breakwater.gateway.edge;

import io.breakwater.kernel.Decimals;
import io.breakwater.kernel.Rejection;
import io.breakwater.kernel.Unit;
import io.breakwater.v1.Refusal;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** A rule's refusal as the API shows it: in an item's outcome, or as a status's metadata with the same field names. */
public final class Refusals {
    private static final int USD_SCALE = 6;
    private static final Set<String> OF_ORDERS = Set.of("WORKING_ORDERS", "ALLOWANCE", "RIGHTS", "WINDOW");

    private Refusals() {}

    public static Refusal of(Rejection rejection) {
        Refusal.Builder refusal = Refusal.newBuilder().setCode(rejection.code()).setScope(rejection.scope());
        if (rejection.unit() != Unit.NONE) {
            refusal.setLimit(number(rejection.limit(), rejection.unit()))
                    .setCurrent(number(rejection.current(), rejection.unit()))
                    .setRequested(number(rejection.requested(), rejection.unit()))
                    .setUnit(unit(rejection));
        }
        return refusal.setDetail(sentence(rejection)).build();
    }

    public static Refusal of(RequestFault fault) {
        String where = fault.field().isEmpty() ? "" : fault.field() + ": ";
        return Refusal.newBuilder().setCode(fault.reason()).setDetail(where + fault.getMessage()).build();
    }

    static Map<String, String> numbers(Rejection rejection) {
        Map<String, String> numbers = new LinkedHashMap<>();
        if (rejection.unit() != Unit.NONE) {
            numbers.put("limit", number(rejection.limit(), rejection.unit()));
            numbers.put("current", number(rejection.current(), rejection.unit()));
            numbers.put("requested", number(rejection.requested(), rejection.unit()));
            numbers.put("unit", unit(rejection));
        }
        if (!rejection.scope().isEmpty()) {
            numbers.put("scope", rejection.scope());
        }
        if (!rejection.subject().isEmpty()) {
            numbers.put("subject", rejection.subject());
        }
        return numbers;
    }

    static String sentence(Rejection rejection) {
        String about = rejection.subject().isEmpty() ? rejection.code() : rejection.code() + " " + rejection.subject();
        if (rejection.unit() == Unit.NONE) {
            return about;
        }
        String unit = unit(rejection);
        return about + ": limit " + number(rejection.limit(), rejection.unit()) + " " + unit + ", current "
                + number(rejection.current(), rejection.unit()) + ", requested "
                + number(rejection.requested(), rejection.unit());
    }

    /** A number in the unit that {@link #unit(Unit, String)} names. */
    public static String number(long value, Unit unit) {
        return unit == Unit.USD_MICROS ? Decimals.format(value, USD_SCALE) : Long.toString(value);
    }

    private static String unit(Rejection rejection) {
        return unit(rejection.unit(), rejection.code(), rejection.subject());
    }

    /**
     * @param rule its code or name, which tells orders from whatever else is counted
     * @param subject what the number is about, which names the asset of money
     */
    public static String unit(Unit unit, String rule, String subject) {
        return switch (unit) {
            case NONE -> "";
            case COUNT -> OF_ORDERS.contains(rule) ? "orders" : "count";
            case PER_SECOND -> "orders/s";
            case LOTS -> "lots";
            case TICKS -> "ticks";
            case USD_MICROS -> "USD";
            case BASIS_POINTS -> "bps";
            case MICROS -> "micros";
            case ASSET_MINOR -> "minor units of " + subject;
            case APPROVALS -> "approvals";
        };
    }
}
