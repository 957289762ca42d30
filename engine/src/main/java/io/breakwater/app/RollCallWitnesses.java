package io.breakwater.app;

import io.breakwater.actors.board.RollCall;
import io.breakwater.domain.TradingState;
import io.breakwater.gateway.admin.ClusterView;
import io.breakwater.gateway.instrument.Witnesses;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.Collectors;
import org.apache.pekko.actor.typed.ActorRef;

/** All members of the cluster, whether or not they can be heard. */
record RollCallWitnesses(ActorRef<RollCall.Message> rollCall, ClusterView members) implements Witnesses {

    @Override
    public CompletionStage<Seen> of(String instrument, TradingState least) {
        CompletableFuture<Set<String>> answer = new CompletableFuture<>();
        rollCall.tell(new RollCall.Call(instrument, least, answer));
        return answer.thenApply(this::seen);
    }

    private Seen seen(Set<String> nodes) {
        Set<String> showing = nodes.stream().map(node -> node.substring(node.indexOf('@') + 1))
                .collect(Collectors.toSet());
        List<String> all = members.members().stream().map(ClusterView.Member::address).sorted().toList();
        return new Seen(all.stream().filter(showing::contains).toList(),
                all.stream().filter(member -> !showing.contains(member)).toList());
    }
}
