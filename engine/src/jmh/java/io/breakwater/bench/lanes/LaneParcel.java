package io.breakwater.bench.lanes;

import io.breakwater.actors.lane.LaneId;
import io.breakwater.actors.lane.RequestIds;
import io.breakwater.actors.lane.SubBatch;
import io.breakwater.bench.load.EpochMicros;
import io.breakwater.bench.load.LoadShape;
import io.breakwater.bench.load.Step;
import io.breakwater.bench.load.StepPack;
import io.breakwater.domain.counterparty.CounterpartyCommand;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A pack sorted by lane and entity, as the edge does it. */
record LaneParcel(Map<Integer, List<SubBatch<CounterpartyCommand>>> byLane) {

    private static final String CALLER = "bench";

    static LaneParcel of(StepPack pack, int lanes) {
        Map<Integer, List<Integer>> byRank = new LinkedHashMap<>();
        for (int i = 0; i < pack.size(); i++) {
            byRank.computeIfAbsent(pack.steps().get(i).rank(), fresh -> new ArrayList<>()).add(i);
        }
        Map<Integer, List<SubBatch<CounterpartyCommand>>> byLane = new LinkedHashMap<>();
        byRank.forEach((rank, items) -> byLane
                .computeIfAbsent(LaneId.numberOf(LoadShape.entity(rank), lanes), fresh -> new ArrayList<>())
                .add(subBatch(pack, rank, items)));
        return new LaneParcel(byLane);
    }

    private static SubBatch<CounterpartyCommand> subBatch(StepPack pack, int rank, List<Integer> items) {
        List<CounterpartyCommand> commands =
                items.stream().map(pack.steps()::get).map(Step::command).toList();
        int[] ordinals = items.stream().mapToInt(Integer::intValue).toArray();
        RequestIds ids = new RequestIds(pack.msb(), pack.lsb(), ordinals);
        return new SubBatch<>(LoadShape.entity(rank), commands, ids, CALLER, "", EpochMicros.now(), false);
    }
}
