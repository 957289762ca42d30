package io.breakwater.domain.counterparty;

import java.util.Comparator;

/**
 * Whose money it is and where it lies.
 *
 * @param account of the counterparty, or one of the ledger's own: {@link #FEE} and the others here
 * @param place where it is kept: {@code self}, {@code venues/x}…
 */
public record BalanceKey(String account, String asset, String place, Bucket bucket) implements Comparable<BalanceKey> {

    /** What may be done with a balance. */
    public enum Bucket {
        FREE,
        LOCKED,
        PENDING_IN,
        PENDING_OUT,
        BORROWED
    }

    public static final String FEE = "@fee";
    public static final String CLEARING = "@clearing";
    public static final String EXTERNAL = "@external";
    public static final String SUSPENSE = "@suspense";
    public static final String ROUNDING = "@rounding";
    public static final String INSURANCE = "@insurance";

    private static final Comparator<BalanceKey> ORDER =
            Comparator.comparing(BalanceKey::account)
                    .thenComparing(BalanceKey::asset)
                    .thenComparing(BalanceKey::place)
                    .thenComparing(BalanceKey::bucket);

    public static BalanceKey free(Account account, String asset) {
        return new BalanceKey(account.id(), asset, account.place(), Bucket.FREE);
    }

    public static BalanceKey contra(String ledgerAccount, Account account, String asset) {
        return new BalanceKey(ledgerAccount, asset, account.place(), Bucket.FREE);
    }

    /** True for what margin may be covered with: not what is on its way in or out. */
    boolean isAvailable() {
        return isOwned() && switch (bucket) {
            case FREE, LOCKED, BORROWED -> true;
            case PENDING_IN, PENDING_OUT -> false;
        };
    }

    /** False for the ledger's own accounts, which no counterparty owns. */
    public boolean isOwned() {
        return account.charAt(0) != '@';
    }

    @Override
    public int compareTo(BalanceKey other) {
        return ORDER.compare(this, other);
    }
}
