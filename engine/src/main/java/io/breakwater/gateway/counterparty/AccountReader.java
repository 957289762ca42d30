package io.breakwater.gateway.counterparty;

import io.breakwater.domain.counterparty.CounterpartyRequest;
import io.breakwater.domain.counterparty.MarginMode;
import io.breakwater.domain.counterparty.Permissions;
import io.breakwater.domain.counterparty.PositionMode;
import io.breakwater.domain.market.MarketView;
import io.breakwater.gateway.edge.Assets;
import io.breakwater.gateway.edge.Fields;
import io.breakwater.gateway.edge.Names;
import io.breakwater.kernel.Canonical;
import io.breakwater.v1.Account;
import io.breakwater.v1.Permission;
import java.util.List;

/** Reads accounts. */
record AccountReader(MarketView view) {
    private static final List<String> PLACES = List.of(Names.VENUES, "custodians/", "lenders/");

    CounterpartyRequest.OpenAccount read(String at, Account wire) {
        Fields.present(at + "account_id", !wire.getAccountId().isEmpty());
        return new CounterpartyRequest.OpenAccount(
                Canonical.of(Names.plainId(at + "account_id", wire.getAccountId())),
                place(at + "place", wire.getPlace()),
                mode(at + "margin_mode", wire.getMarginMode()),
                positions(at + "position_mode", wire.getPositionMode()),
                Assets.of(at + "base_asset", wire.getBaseAsset(), view).id(),
                permissions(at + "permissions", wire));
    }

    private static String place(String field, String place) {
        if (place.equals(io.breakwater.domain.counterparty.Account.SELF)) {
            return place;
        }
        for (String collection : PLACES) {
            if (place.startsWith(collection)) {
                return collection + Names.id(field, place, collection);
            }
        }
        throw place.isEmpty() ? Fields.missing(field)
                : Fields.invalid(field, "must be self, venues/{id}, custodians/{id} or lenders/{id}");
    }

    private static MarginMode mode(String field, io.breakwater.v1.MarginMode mode) {
        return switch (mode) {
            case MARGIN_MODE_CROSS -> MarginMode.CROSS;
            case MARGIN_MODE_ISOLATED -> MarginMode.ISOLATED;
            case MARGIN_MODE_PORTFOLIO -> MarginMode.PORTFOLIO;
            case MARGIN_MODE_UNSPECIFIED, UNRECOGNIZED -> throw Fields.unknownEnum(field);
        };
    }

    private static PositionMode positions(String field, io.breakwater.v1.PositionMode mode) {
        return switch (mode) {
            case POSITION_MODE_UNSPECIFIED, POSITION_MODE_NET -> PositionMode.NET;
            case POSITION_MODE_HEDGE -> PositionMode.HEDGE;
            case UNRECOGNIZED -> throw Fields.unknownEnum(field);
        };
    }

    private static Permissions permissions(String field, Account wire) {
        for (Permission permission : wire.getPermissionsList()) {
            if (permission == Permission.PERMISSION_UNSPECIFIED || permission == Permission.UNRECOGNIZED) {
                throw Fields.unknownEnum(field);
            }
        }
        List<Permission> given = wire.getPermissionsList();
        return new Permissions(
                given.contains(Permission.PERMISSION_SPOT),
                given.contains(Permission.PERMISSION_FUTURES),
                given.contains(Permission.PERMISSION_OPTIONS),
                given.contains(Permission.PERMISSION_WITHDRAW));
    }
}
