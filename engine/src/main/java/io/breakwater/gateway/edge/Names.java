package io.breakwater.gateway.edge;

/**
 * Resource names: {@code collection/id}, and one level beneath it. Reads them without regular expressions or splitting,
 * since every item of a decision carries two. Does not look anything up.
 */
public final class Names {
    public static final String COUNTERPARTIES = "counterparties/";
    public static final String ACCOUNTS = "/accounts/";
    public static final String FIRMS = "firms/";
    public static final String GROUPS = "groups/";
    public static final String INSTRUMENTS = "instruments/";
    public static final String UNDERLYINGS = "underlyings/";
    public static final String ASSETS = "assets/";
    public static final String VENUES = "venues/";
    public static final String DATA_CENTERS = "data-centers/";
    public static final String SPANS = "spans/";

    private static final int MAX_ID = 63;

    private Names() {}

    /**
     * The id behind the prefix.
     *
     * @throws RequestFault NAME_MALFORMED
     */
    public static String id(String field, String name, String prefix) {
        if (!name.startsWith(prefix) || !isId(name, prefix.length(), name.length())) {
            throw malformed(field, prefix + "{id}");
        }
        return name.substring(prefix.length());
    }

    /** As {@link #id}, and empty where the name is. */
    public static String idOrEmpty(String field, String name, String prefix) {
        return name.isEmpty() ? "" : id(field, name, prefix);
    }

    /** Checks an id that stands alone. */
    public static String plainId(String field, String id) {
        if (!isId(id, 0, id.length())) {
            throw malformed(field, "an id of [a-z][a-z0-9-]{0,62}");
        }
        return id;
    }

    /** Where "/accounts/" begins in an account's name. */
    private static int accountsAt(String field, String name) {
        int at = name.indexOf(ACCOUNTS, COUNTERPARTIES.length());
        if (!name.startsWith(COUNTERPARTIES) || at < 0 || !isId(name, COUNTERPARTIES.length(), at)
                || !isId(name, at + ACCOUNTS.length(), name.length())) {
            throw malformed(field, "counterparties/{id}/accounts/{id}");
        }
        return at;
    }

    /** The counterparty's id of an account's name. */
    public static String counterpartyOf(String field, String name) {
        return name.substring(COUNTERPARTIES.length(), accountsAt(field, name));
    }

    /** The account's id of an account's name. */
    public static String accountOf(String field, String name) {
        return name.substring(accountsAt(field, name) + ACCOUNTS.length());
    }

    public static boolean isAccount(String name) {
        return name.startsWith(COUNTERPARTIES) && name.indexOf(ACCOUNTS, COUNTERPARTIES.length()) >= 0;
    }

    static boolean isId(String text, int from, int to) {
        if (to <= from || to - from > MAX_ID || !isLetter(text.charAt(from))) {
            return false;
        }
        for (int i = from + 1; i < to; i++) {
            char c = text.charAt(i);
            if (!isLetter(c) && c != '-' && (c < '0' || c > '9')) {
                return false;
            }
        }
        return true;
    }

    private static boolean isLetter(char c) {
        return c >= 'a' && c <= 'z';
    }

    private static RequestFault malformed(String field, String form) {
        return RequestFault.of(ErrorReason.NAME_MALFORMED, field, "must be " + form);
    }
}
