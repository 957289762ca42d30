package io.breakwater.gateway.counterparty;

import io.breakwater.domain.counterparty.BalanceKey;
import io.breakwater.domain.counterparty.Counterparty;
import io.breakwater.domain.counterparty.Ledger;
import io.breakwater.domain.counterparty.Permissions;
import io.breakwater.domain.counterparty.PositionMode;
import io.breakwater.domain.instrument.Asset;
import io.breakwater.gateway.edge.Assets;
import io.breakwater.kernel.Decimals;
import io.breakwater.v1.Account;
import io.breakwater.v1.Balance;
import io.breakwater.v1.MarginMode;
import io.breakwater.v1.Permission;
import java.util.TreeSet;

/** Accounts and balances as the API shows them. */
final class ShownAccounts {
    private ShownAccounts() {}

    static Account.Builder account(io.breakwater.domain.counterparty.Account account) {
        Account.Builder shown = Account.newBuilder()
                .setAccountId(account.id())
                .setPlace(account.place())
                .setMarginMode(mode(account.mode()))
                .setPositionMode(account.positions() == PositionMode.HEDGE
                        ? io.breakwater.v1.PositionMode.POSITION_MODE_HEDGE
                        : io.breakwater.v1.PositionMode.POSITION_MODE_NET)
                .setBaseAsset(Assets.name(account.baseAsset()));
        permit(shown, account.permissions());
        return shown;
    }

    private static MarginMode mode(io.breakwater.domain.counterparty.MarginMode mode) {
        return switch (mode) {
            case CROSS -> MarginMode.MARGIN_MODE_CROSS;
            case ISOLATED -> MarginMode.MARGIN_MODE_ISOLATED;
            case PORTFOLIO -> MarginMode.MARGIN_MODE_PORTFOLIO;
        };
    }

    private static void permit(Account.Builder shown, Permissions permissions) {
        if (permissions.spot()) {
            shown.addPermissions(Permission.PERMISSION_SPOT);
        }
        if (permissions.futures()) {
            shown.addPermissions(Permission.PERMISSION_FUTURES);
        }
        if (permissions.options()) {
            shown.addPermissions(Permission.PERMISSION_OPTIONS);
        }
        if (permissions.withdraw()) {
            shown.addPermissions(Permission.PERMISSION_WITHDRAW);
        }
    }

    /** An account with what it has of every asset. */
    static Account withBalances(io.breakwater.domain.counterparty.Account account, Counterparty counterparty) {
        Account.Builder shown = account(account);
        Ledger ledger = counterparty.money().ledger();
        TreeSet<String> assets = new TreeSet<>();
        ledger.balances().forEach((key, amount) -> {
            if (key.account().equals(account.id()) && amount != 0) {
                assets.add(key.asset());
            }
        });
        for (String asset : assets) {
            shown.addBalances(balance(ledger, account.id(), new Asset(asset, ledger.scales().get(asset))));
        }
        return shown.build();
    }

    static Balance balance(Ledger ledger, String account, Asset asset) {
        long[] sums = new long[BalanceKey.Bucket.values().length];
        ledger.balances().forEach((key, amount) -> {
            if (key.account().equals(account) && key.asset().equals(asset.id())) {
                sums[key.bucket().ordinal()] += amount;
            }
        });
        return Balance.newBuilder()
                .setAsset(Assets.name(asset.id()))
                .setFree(Decimals.format(sums[BalanceKey.Bucket.FREE.ordinal()], asset.scale()))
                .setLocked(Decimals.format(sums[BalanceKey.Bucket.LOCKED.ordinal()], asset.scale()))
                .setPendingIn(Decimals.format(sums[BalanceKey.Bucket.PENDING_IN.ordinal()], asset.scale()))
                .setPendingOut(Decimals.format(sums[BalanceKey.Bucket.PENDING_OUT.ordinal()], asset.scale()))
                .setBorrowed(Decimals.format(sums[BalanceKey.Bucket.BORROWED.ordinal()], asset.scale()))
                .build();
    }
}
