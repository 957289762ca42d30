package io.breakwater.domain.counterparty;

import java.util.Collection;
import java.util.TreeMap;

/**
 * What was ever moved between an account here and the same account in another data center, in one asset. Two balances
 * of the ledger stand against it, one that only grows and one that only falls, so that the ledger is the record of it:
 * both figures are cumulative, and whoever hears of one twice, late or in another order books what he lacks of it.
 *
 * @param dataCenter number of the other one
 * @param sentMinor moved there from here
 * @param receivedMinor come from there and booked here
 */
public record MovedCollateral(
        int dataCenter, String account, String asset, int scale, long sentMinor, long receivedMinor) {

    private static final String SENT = "@sent/";
    private static final String RECEIVED = "@received/";

    /** What stands against what was sent: not negative. */
    static BalanceKey sent(Account account, String asset, int dataCenter) {
        return BalanceKey.contra(SENT + dataCenter + "/" + account.id(), account, asset);
    }

    /** What stands against what was received: not positive. */
    static BalanceKey received(Account account, String asset, int dataCenter) {
        return BalanceKey.contra(RECEIVED + dataCenter + "/" + account.id(), account, asset);
    }

    /** What is there, or on its way there or back; negative: so much of what is here came from there. */
    public long outstandingMinor() {
        return sentMinor - receivedMinor;
    }

    /** One a data center, account and asset. */
    public static Collection<MovedCollateral> in(Ledger ledger) {
        TreeMap<String, MovedCollateral> moved = new TreeMap<>();
        ledger.balances().forEach((key, amount) -> {
            if (key.account().startsWith(SENT)) {
                add(moved, key.account().substring(SENT.length()), key.asset(), ledger, amount, 0);
            } else if (key.account().startsWith(RECEIVED)) {
                add(moved, key.account().substring(RECEIVED.length()), key.asset(), ledger, 0, -amount);
            }
        });
        return moved.values();
    }

    /** @param whose data center and account, as the keys have them */
    private static void add(TreeMap<String, MovedCollateral> moved, String whose, String asset, Ledger ledger,
            long sent, long received) {
        int slash = whose.indexOf('/');
        MovedCollateral one = new MovedCollateral(Integer.parseInt(whose.substring(0, slash)),
                whose.substring(slash + 1), asset, ledger.scales().get(asset), sent, received);
        moved.merge(whose + "/" + asset, one, MovedCollateral::with);
    }

    private MovedCollateral with(MovedCollateral more) {
        return new MovedCollateral(dataCenter, account, asset, scale, sentMinor + more.sentMinor,
                receivedMinor + more.receivedMinor);
    }
}
