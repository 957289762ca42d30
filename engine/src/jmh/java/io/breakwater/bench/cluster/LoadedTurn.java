package io.breakwater.bench.cluster;

import io.breakwater.bench.decisions.Turn;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A turn of a cluster, and what it took. Figures are a decision's.
 *
 * @param blocks that the lanes of counterparties wrote
 */
record LoadedTurn(Turn turn, CpuMeter.Reading spent, long blocks) {

    static final LoadedTurn NONE = new LoadedTurn(Turn.NONE, CpuMeter.Reading.NONE, 0);

    LoadedTurn plus(LoadedTurn more) {
        return new LoadedTurn(turn.plus(more.turn), spent.plus(more.spent), blocks + more.blocks);
    }

    /** Of nodes and Cassandra, in µs; the client's is not in it. */
    double micros() {
        return micros(spent.all());
    }

    private double micros(long nanos) {
        return nanos / 1e3 / turn.decisions();
    }

    Map<String, Double> asFields(String prefix) {
        Map<String, Double> fields = new LinkedHashMap<>();
        fields.put(prefix + "NodesCpuMicros", micros(spent.nodes()));
        fields.put(prefix + "CassandraCpuMicros", micros(spent.cassandra()));
        fields.put(prefix + "ClientCpuMicros", micros(turn.cost().clientCpuNanos()));
        fields.put(prefix + "DecisionsABlock", turn.decisions() / (double) Math.max(1, blocks));
        fields.put(prefix + "DecisionsASecond", turn.decisions() / (turn.nanos() / 1e9));
        fields.put(prefix + "RefusedShare", turn.refused() / (double) turn.decisions());
        return fields;
    }
}
