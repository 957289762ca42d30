package io.breakwater.journal.rocksdb;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Properties;
import org.rocksdb.AbstractEventListener;
import org.rocksdb.AbstractImmutableNativeReference;
import org.rocksdb.BlockBasedTableConfig;
import org.rocksdb.BloomFilter;
import org.rocksdb.Cache;
import org.rocksdb.ColumnFamilyOptions;
import org.rocksdb.CompactionStyle;
import org.rocksdb.CompressionType;
import org.rocksdb.DBOptions;
import org.rocksdb.HistogramType;
import org.rocksdb.LRUCache;
import org.rocksdb.Statistics;
import org.rocksdb.StatsLevel;
import org.rocksdb.WALRecoveryMode;

/** How RocksDB is set up. Owns the native objects until closed, which must be after the database. */
final class StoreOptions implements AutoCloseable {

    private final List<AbstractImmutableNativeReference> owned = new ArrayList<>();
    private final FileSizes sizes;
    private final Cache cache;
    private final Statistics statistics;
    private final NativeLog log = own(new NativeLog());

    StoreOptions(FileSizes sizes) {
        this.sizes = sizes;
        this.cache = own(new LRUCache(sizes.blockCacheBytes()));
        this.statistics = own(new Statistics(EnumSet.allOf(HistogramType.class)));
        statistics.setStatsLevel(StatsLevel.EXCEPT_DETAILED_TIMERS);
    }

    Statistics statistics() {
        return statistics;
    }

    /** Options of the database; {@code listeners} are told of what its threads meet. */
    DBOptions database(List<AbstractEventListener> listeners) {
        owned.addAll(listeners);
        return own(DBOptions.getDBOptionsFromProps(untyped()))
                .setCreateIfMissing(true)
                .setCreateMissingColumnFamilies(true)
                .setParanoidChecks(true)
                // A cut last record was never acknowledged, because its sync had not returned. Any other damage in
                // the write-ahead log refuses to open.
                .setWalRecoveryMode(WALRecoveryMode.TolerateCorruptedTailRecords)
                .setRecycleLogFileNum(0)
                // A failed background task is final: RocksDB must not resume by itself.
                .setMaxBgErrorResumeCount(0)
                .setListeners(listeners)
                .setLogger(log)
                .setStatistics(statistics)
                .setMaxTotalWalSize(sizes.maxWalBytes())
                .setMaxOpenFiles(sizes.maxOpenFiles())
                .setMaxBackgroundJobs(2)
                // Memory tables are written out in steps, so that their sync does not hold up the log's.
                .setBytesPerSync(1 << 20)
                // One thread writes; groups of writers and parallel inserts only cost.
                .setAllowConcurrentMemtableWrite(false)
                .setStatsPersistPeriodSec(0)
                .setStatsDumpPeriodSec(0);
    }

    // The Java interface has no setter for this one: closed logs of the write-ahead log are named in the manifest with
    // their synced size, so that a missing or shortened one is noticed.
    private static Properties untyped() {
        Properties properties = new Properties();
        properties.setProperty("track_and_verify_wals_in_manifest", "true");
        return properties;
    }

    /** Logs: large rows are written out once, never again; only keys and small rows are merged, by size and rarely. */
    ColumnFamilyOptions logs() {
        return family()
                .setWriteBufferSize(sizes.writeBufferBytes())
                .setMaxWriteBufferNumber(sizes.writeBuffers())
                .setCompactionStyle(CompactionStyle.UNIVERSAL)
                .setEnableBlobFiles(true)
                .setMinBlobSize(sizes.separateBytes())
                .setCompressionType(CompressionType.NO_COMPRESSION)
                .setBlobCompressionType(CompressionType.NO_COMPRESSION);
    }

    /** Snapshots: few, large, and dropped again, so that their files are given back. */
    ColumnFamilyOptions snapshots() {
        return family()
                .setWriteBufferSize(sizes.writeBufferBytes())
                .setEnableBlobFiles(true)
                .setMinBlobSize(4 << 10)
                .setEnableBlobGarbageCollection(true)
                .setCompressionType(CompressionType.LZ4_COMPRESSION)
                .setBlobCompressionType(CompressionType.LZ4_COMPRESSION);
    }

    /** Names and marks: small. */
    ColumnFamilyOptions names() {
        return family().setWriteBufferSize(4 << 20).setCompressionType(CompressionType.NO_COMPRESSION);
    }

    private ColumnFamilyOptions family() {
        BlockBasedTableConfig table = new BlockBasedTableConfig()
                .setBlockCache(cache)
                .setBlockSize(16 << 10)
                .setFilterPolicy(own(new BloomFilter(10)));
        return own(new ColumnFamilyOptions()).setTableFormatConfig(table).setForceConsistencyChecks(true);
    }

    private <T extends AbstractImmutableNativeReference> T own(T object) {
        owned.add(object);
        return object;
    }

    @Override
    public void close() {
        for (AbstractImmutableNativeReference object : owned.reversed()) {
            object.close();
        }
    }
}
