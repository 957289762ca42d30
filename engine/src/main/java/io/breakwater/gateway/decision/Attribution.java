package io.breakwater.gateway.decision;

import io.breakwater.gateway.edge.Caller;
import io.breakwater.gateway.edge.Fields;
import io.breakwater.v1.DecideRequest;

/** Who decided to trade (RTS 6 article 12(3)), in the one text that a decision's envelope keeps of its caller. */
final class Attribution {
    private static final int MOST = 64;
    private static final char SEPARATOR = '|';

    private Attribution() {}

    /** The caller's name alone, or {@code caller|trader|desk|algorithm|session|strategy} where any of them is told. */
    static String of(Caller caller, DecideRequest request) {
        int told = request.getTrader().length() + request.getDesk().length() + request.getAlgorithm().length()
                + request.getSession().length() + request.getStrategy().length();
        if (told == 0) {
            return caller.name();
        }
        return caller.name() + SEPARATOR + checked("trader", request.getTrader()) + SEPARATOR
                + checked("desk", request.getDesk()) + SEPARATOR + checked("algorithm", request.getAlgorithm())
                + SEPARATOR + checked("session", request.getSession()) + SEPARATOR
                + checked("strategy", request.getStrategy());
    }

    private static String checked(String field, String text) {
        if (text.indexOf(SEPARATOR) >= 0) {
            throw Fields.invalid(field, "must not contain " + SEPARATOR);
        }
        return Fields.optionalText(field, text, MOST);
    }
}
