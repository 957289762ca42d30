package io.breakwater.it.regions;

import io.breakwater.domain.counterparty.CounterpartyEvent;
import io.breakwater.journal.RowRange;
import io.breakwater.journal.StoredRow;
import io.breakwater.journal.rocksdb.ReadOnlyStore;
import io.breakwater.kernel.RequestId;
import io.breakwater.log.Block;
import io.breakwater.log.BlockReader;
import io.breakwater.log.PeerLog;
import io.breakwater.log.RecordCodec;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * What a data center that has stopped holds of another one's decisions.
 *
 * @param names request id and item of every one
 * @param heads the last block by log
 */
record Copied(Set<String> names, Map<String, Long> heads) {

    /** Reads the store of one for copies of the other's logs of counterparties. */
    static Copied of(DataCenter keeper, DataCenter lost) {
        Copied copied = new Copied(new HashSet<>(), new HashMap<>());
        BlockReader reader = new BlockReader(RecordCodec.of(CounterpartyEvent.class).codec(CounterpartyEvent.class));
        try (ReadOnlyStore store = ReadOnlyStore.open(keeper.data().resolve("journal"))) {
            for (String id : store.logs().persistenceIds()) {
                PeerLog.of(id).filter(copy -> copy.dataCenter().equals(lost.id())
                                && copy.log().startsWith("counterparty-"))
                        .ifPresent(copy -> copied.add(reader, copy.log(), store.logs().rows(id, RowRange.all())));
            }
        }
        return copied;
    }

    private void add(BlockReader reader, String log, List<StoredRow> rows) {
        for (StoredRow row : rows) {
            Block block = reader.read(row.bytes());
            heads.put(log, block.header().number());
            block.envelopes().forEach(envelope -> names.add(name(envelope.requestId())));
        }
    }

    private static String name(RequestId id) {
        return new UUID(id.msb(), id.lsb()) + "/" + id.item();
    }

    /** What was told and is in no copy. */
    List<Trader.Told> missing(List<Trader.Told> told) {
        return told.stream().filter(each -> !names.contains(each.name())).toList();
    }

    /** What was told of blocks behind the last that was copied. */
    List<Trader.Told> behind(List<Trader.Told> told) {
        return told.stream().filter(each ->
                each.position().getNumber() > heads.getOrDefault(each.position().getLog(), 0L)).toList();
    }
}
