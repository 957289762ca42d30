package io.breakwater.ops.command;

/** Lets people type `acme` where the API wants `counterparties/acme`. A value with a slash is taken as it is. */
final class Names {
    private static final String EVERYTHING = "everything";

    private Names() {}

    static String of(String collection, String value) {
        return value.indexOf('/') >= 0 || value.isEmpty() ? value : collection + "/" + value;
    }

    static String counterparty(String value) {
        return of("counterparties", value);
    }

    /** A counterparty, or what is wider and can be restricted as a whole: that has a slash, but for `everything`. */
    static String restricted(String value) {
        return value.equals(EVERYTHING) ? value : counterparty(value);
    }

    /** A firm, or anything else that caps or restrictions sit on. */
    static String scope(String value) {
        return value.equals(EVERYTHING) ? value : of("firms", value);
    }

    static String instrument(String value) {
        return of("instruments", value);
    }

    static String asset(String value) {
        return of("assets", value);
    }

    /** `acme` and `main` give `counterparties/acme/accounts/main`. */
    static String account(String counterparty, String account) {
        return counterparty(counterparty) + "/accounts/" + account;
    }
}
