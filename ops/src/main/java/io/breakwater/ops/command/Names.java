package io.breakwater.ops.command;

/** Lets people type `acme` where the API wants `counterparties/acme`. A value with a slash is taken as it is. */
final class Names {
    private Names() {}

    static String of(String collection, String value) {
        return value.indexOf('/') >= 0 || value.isEmpty() ? value : collection + "/" + value;
    }

    static String counterparty(String value) {
        return of("counterparties", value);
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
