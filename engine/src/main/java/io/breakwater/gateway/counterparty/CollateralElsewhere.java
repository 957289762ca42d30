package io.breakwater.gateway.counterparty;

import io.breakwater.domain.counterparty.Counterparty;
import io.breakwater.domain.counterparty.MovedCollateral;
import io.breakwater.gateway.edge.Assets;
import io.breakwater.gateway.edge.DataCenters;
import io.breakwater.kernel.Decimals;
import io.breakwater.v1.CollateralPart;
import java.util.List;

/** What of a counterparty's collateral was moved to other data centers and from them, as the API shows it. */
record CollateralElsewhere(Counterparty counterparty, DataCenters centers) {

    List<CollateralPart> parts() {
        return MovedCollateral.in(counterparty.money().ledger()).stream().map(this::part).toList();
    }

    /** Of one account and asset alone. */
    List<CollateralPart> of(String account, String asset) {
        return MovedCollateral.in(counterparty.money().ledger()).stream()
                .filter(moved -> moved.account().equals(account) && moved.asset().equals(asset))
                .map(this::part).toList();
    }

    private CollateralPart part(MovedCollateral moved) {
        CollateralPart.Builder part = CollateralPart.newBuilder()
                .setDataCenter(centers.name(moved.dataCenter()))
                .setAccountId(moved.account())
                .setAsset(Assets.name(moved.asset()))
                .setSent(Decimals.format(moved.sentMinor(), moved.scale()))
                .setReceived(Decimals.format(moved.receivedMinor(), moved.scale()))
                .setOutstanding(Decimals.format(moved.outstandingMinor(), moved.scale()))
                .setState(centers.state(moved.dataCenter()));
        centers.hearing().age(centers.id(moved.dataCenter())).ifPresent(part::setAgeSeconds);
        return part.build();
    }
}
