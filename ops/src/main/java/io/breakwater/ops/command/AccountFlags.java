package io.breakwater.ops.command;

import io.breakwater.v1.Account;
import io.breakwater.v1.MarginMode;
import io.breakwater.v1.Permission;
import io.breakwater.v1.PositionMode;
import java.util.List;
import picocli.CommandLine.Option;

/** Flags that describe an account. */
final class AccountFlags {
    @Option(names = "--account", defaultValue = "main", description = "The account's id (default: ${DEFAULT-VALUE}).")
    private String account;

    @Option(names = "--place", defaultValue = "self",
            description = "self, venues/ID, custodians/ID or lenders/ID (default: ${DEFAULT-VALUE}).")
    private String place;

    @Option(names = "--margin", defaultValue = "cross", description = "cross, isolated or portfolio.")
    private String margin;

    @Option(names = "--positions", defaultValue = "net",
            description = "net, or hedge: long and short positions beside each other (default: ${DEFAULT-VALUE}).")
    private String positions;

    @Option(names = "--base", defaultValue = "usd",
            description = "Asset that margin is counted in (default: ${DEFAULT-VALUE}).")
    private String base;

    @Option(names = "--permit", split = ",", defaultValue = "spot,futures,options,withdraw",
            description = "What the account may do (default: everything).")
    private List<String> permits;

    Account account() {
        Account.Builder built = Account.newBuilder()
                .setAccountId(account)
                .setPlace(place)
                .setMarginMode(Choice.of(MarginMode.class, "MARGIN_MODE_", "--margin", margin))
                .setPositionMode(Choice.of(PositionMode.class, "POSITION_MODE_", "--positions", positions))
                .setBaseAsset(Names.asset(base));
        permits.forEach(permit -> built.addPermissions(Choice.of(Permission.class, "PERMISSION_", "--permit", permit)));
        return built.build();
    }
}
