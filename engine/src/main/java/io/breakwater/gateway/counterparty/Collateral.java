package io.breakwater.gateway.counterparty;

import io.breakwater.domain.counterparty.CounterpartyCommand;
import io.breakwater.domain.counterparty.CounterpartyFact;
import io.breakwater.domain.counterparty.CounterpartyRequest;
import io.breakwater.domain.instrument.Asset;
import io.breakwater.gateway.edge.Assets;
import io.breakwater.gateway.edge.ErrorReason;
import io.breakwater.gateway.edge.Fields;
import io.breakwater.gateway.edge.Names;
import io.breakwater.gateway.edge.RequestFault;
import io.breakwater.gateway.edge.Settled;
import io.breakwater.kernel.RequestId;
import io.breakwater.v1.Balance;
import io.breakwater.v1.DepositRequest;
import io.breakwater.v1.DepositResponse;
import io.breakwater.v1.MoveCollateralRequest;
import io.breakwater.v1.MoveCollateralResponse;
import io.breakwater.v1.WithdrawRequest;
import io.breakwater.v1.WithdrawResponse;
import java.util.concurrent.CompletionStage;

/** Books collateral that has arrived and asks to take some out, or to move it to another data center. */
final class Collateral {
    private static final int MAX_REFERENCE = 128;

    private final CounterpartyEdge edge;

    Collateral(CounterpartyEdge edge) {
        this.edge = edge;
    }

    /** An amount of an asset in an account, as a request names it. */
    private record Move(String counterparty, String account, Asset asset, long minor, String reference) {}

    CompletionStage<DepositResponse> deposit(DepositRequest request) {
        RequestId id = edge.requestId(request.getRequestId());
        Move move = move(request.getAccount(), request.getAsset(), request.getAmount(), request.getReference());
        CounterpartyFact deposit = new CounterpartyFact.Deposit(
                move.account(), move.asset().id(), move.asset().scale(), move.minor(), move.reference());
        return edge.find(move.counterparty())
                .thenCompose(found -> known(found, move, deposit, id, request.getValidateOnly()))
                .thenCompose(settled -> balance(move).thenApply(balance -> DepositResponse.newBuilder()
                        .setBalance(balance)
                        .setPosition(settled.position())
                        .setReplayed(settled.replayed())
                        .build()));
    }

    /**
     * A deposit is a fact and would wait in suspense where its account is unknown; the caller is rather told at once.
     */
    private CompletionStage<Settled> known(
            CounterpartyEdge.Found found, Move move, CounterpartyCommand deposit, RequestId id, boolean validateOnly) {
        if (found.counterparty().account(move.account()) == null) {
            throw RequestFault.of(ErrorReason.UNKNOWN_ACCOUNT, "account", move.account() + " is not open");
        }
        return edge.counterparties().ask(move.counterparty(), deposit, id, validateOnly);
    }

    CompletionStage<WithdrawResponse> withdraw(WithdrawRequest request) {
        RequestId id = edge.requestId(request.getRequestId());
        Move move = move(request.getAccount(), request.getAsset(), request.getAmount(), request.getReference());
        CounterpartyRequest withdraw = new CounterpartyRequest.Withdraw(
                move.account(), move.asset().id(), move.asset().scale(), move.minor(), move.reference());
        return edge.counterparties().ask(move.counterparty(), withdraw, id, request.getValidateOnly())
                .thenCompose(settled -> balance(move).thenApply(balance -> WithdrawResponse.newBuilder()
                        .setBalance(balance)
                        .setPosition(settled.position())
                        .setReplayed(settled.replayed())
                        .build()));
    }

    CompletionStage<MoveCollateralResponse> move(MoveCollateralRequest request) {
        RequestId id = edge.requestId(request.getRequestId());
        Move move = move(request.getAccount(), request.getAsset(), request.getAmount(), request.getReference());
        int to = edge.centers().number("to", request.getTo());
        if (to == edge.centers().here()) {
            throw Fields.invalid("to", "must be another data center than the one that is asked");
        }
        CounterpartyRequest command = new CounterpartyRequest.MoveCollateral(
                move.account(), move.asset().id(), move.asset().scale(), move.minor(), to, move.reference());
        return edge.counterparties().ask(move.counterparty(), command, id, request.getValidateOnly())
                .thenCompose(settled -> edge.find(move.counterparty()).thenApply(found ->
                        MoveCollateralResponse.newBuilder()
                                .setBalance(balance(move, found))
                                .addAllElsewhere(new CollateralElsewhere(found.counterparty(), edge.centers()).of(
                                        move.account(), move.asset().id()))
                                .setPosition(settled.position())
                                .setReplayed(settled.replayed())
                                .build()));
    }

    private Move move(String account, String assetName, String amount, String reference) {
        Asset asset = Assets.of("asset", assetName, edge.views().current());
        return new Move(
                Names.counterpartyOf("account", account),
                Names.accountOf("account", account),
                asset,
                Fields.positiveDecimal("amount", amount, asset.scale()),
                Fields.optionalText("reference", reference, MAX_REFERENCE));
    }

    private CompletionStage<Balance> balance(Move move) {
        return edge.find(move.counterparty()).thenApply(found -> balance(move, found));
    }

    private static Balance balance(Move move, CounterpartyEdge.Found found) {
        return ShownAccounts.balance(found.counterparty().money().ledger(), move.account(), move.asset());
    }
}
