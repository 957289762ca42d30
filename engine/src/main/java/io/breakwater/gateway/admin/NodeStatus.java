package io.breakwater.gateway.admin;

import io.breakwater.gateway.edge.Fields;
import io.breakwater.gateway.edge.LaneDesk;
import io.breakwater.journal.LogStore;
import io.breakwater.journal.StoreCounters;
import io.breakwater.log.LaneState;
import io.breakwater.v1.ClusterMember;
import io.breakwater.v1.GetNodeStatusResponse;
import io.breakwater.v1.JournalHealth;
import io.breakwater.v1.JournalState;
import io.breakwater.v1.LaneOwner;
import io.breakwater.v1.LogHead;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;

/** What the node is and where its lanes and its journal stand. A lane that does not answer is left out. */
record NodeStatus(LogStore store, NodeFacts facts, List<LaneDesk<?, ?>> lanes) {
    private static final String VERSION = "0.1.0";

    CompletionStage<GetNodeStatusResponse> get() {
        List<CompletableFuture<LogHead>> heads = new ArrayList<>();
        lanes.forEach(desk -> heads.addAll(heads(desk)));
        return CompletableFuture.allOf(heads.toArray(CompletableFuture[]::new))
                .thenCombine(facts.cluster().owners(), (_, owners) -> withCluster(status(heads), owners));
    }

    private static <S> List<CompletableFuture<LogHead>> heads(LaneDesk<S, ?> desk) {
        List<CompletableFuture<LogHead>> heads = new ArrayList<>();
        for (int lane = 0; lane < desk.door().lanes(); lane++) {
            String log = desk.door().log(lane);
            heads.add(desk.door().head(lane).thenApply(state -> head(log, state)).exceptionally(_ -> null)
                    .toCompletableFuture());
        }
        return heads;
    }

    private static LogHead head(String log, LaneState<?> state) {
        return LogHead.newBuilder()
                .setLog(log)
                .setNumber(state.number())
                .setTerm(state.term())
                .setDigest(state.digest().toString())
                .build();
    }

    private GetNodeStatusResponse withCluster(GetNodeStatusResponse status, Map<String, String> owners) {
        GetNodeStatusResponse.Builder all = status.toBuilder()
                .setViewCurrent(facts.cluster().isViewCurrent())
                .setViewBlock(facts.cluster().viewBlock());
        facts.cluster().members().forEach(member -> all.addMembers(ClusterMember.newBuilder()
                .setAddress(member.address()).setState(member.state())
                .setReachable(member.reachable()).setSelf(member.self())));
        status.getLanesList().forEach(lane -> all.addLaneOwners(LaneOwner.newBuilder()
                .setLog(lane.getLog()).setOwner(owners.getOrDefault(lane.getLog(), ""))
                .setTerm(lane.getTerm()).setNumber(lane.getNumber())));
        return all.build();
    }

    private GetNodeStatusResponse status(List<CompletableFuture<LogHead>> heads) {
        long uptimeMicros = TimeUnit.MILLISECONDS.toMicros(
                lanes.getFirst().clock().millis() - facts.startedAt().toEpochMilli());
        GetNodeStatusResponse.Builder status = GetNodeStatusResponse.newBuilder()
                .setVersion(VERSION)
                .setJdk(Runtime.version() + " " + System.getProperty("java.vendor"))
                .setEnvironment(facts.environment())
                .setDataCenter(facts.dataCenter())
                .setListenAddress(facts.address().get())
                .setStoreDirectory(facts.store().toString())
                .setProcessId(ProcessHandle.current().pid())
                .setUptime(Fields.duration(Math.max(0, uptimeMicros)))
                .setStartTime(Fields.timestamp(TimeUnit.MILLISECONDS.toMicros(facts.startedAt().toEpochMilli())))
                .setJournal(journal());
        heads.stream().map(CompletableFuture::resultNow).filter(head -> head != null).forEach(status::addLanes);
        return status.build();
    }

    /** A node whose journal has failed ends before anyone could ask. */
    private JournalHealth journal() {
        StoreCounters counters = store.counters();
        return JournalHealth.newBuilder()
                .setState(JournalState.JOURNAL_STATE_HEALTHY)
                .setBlocksWritten(counters.rows())
                .setSyncs(counters.syncs())
                .build();
    }
}
