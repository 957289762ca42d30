package io.breakwater.gateway.edge;

import java.util.HexFormat;

/** Ids that the node makes (holds, restrictions, withdrawals) as text: 16 hex digits, lower case. */
public final class Ids {
    private static final HexFormat HEX = HexFormat.of();
    private static final int DIGITS = 16;

    private Ids() {}

    /** Empty for 0, which names nothing. */
    public static String text(long id) {
        return id == 0 ? "" : HEX.toHexDigits(id);
    }

    /** @throws RequestFault FIELD_INVALID */
    public static long parse(String field, String text) {
        if (text.isEmpty()) {
            throw Fields.missing(field);
        }
        try {
            if (text.length() == DIGITS) {
                return HexFormat.fromHexDigitsToLong(text);
            }
        } catch (NumberFormatException notHex) {
            throw invalid(field);
        }
        throw invalid(field);
    }

    private static RequestFault invalid(String field) {
        return Fields.invalid(field, "must be the 16 hex digits that the node gave");
    }
}
