package io.breakwater.app;

import com.typesafe.config.Config;
import io.breakwater.journal.cassandra.CassandraSettings;
import io.breakwater.link.record.LeaseRule;
import io.breakwater.link.record.RecordSettings;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Reads whether there is a record at three sites, and where. */
final class RecordReader {
    private static final String PATH = "breakwater.record";
    private static final int RENEWALS_A_LEASE = 3;

    private RecordReader() {}

    /** Empty where terms are kept by the operator's hand. @throws SettingFault naming key, value and remedy */
    static Optional<RecordSettings> read(Config config) {
        SettingReader record = new SettingReader(config, PATH);
        if (record.oneOf("kind", List.of("operator", "cassandra")).equals("operator")) {
            return Optional.empty();
        }
        return Optional.of(settings(config));
    }

    /** The same whatever kind is chosen: its tables may be made before. */
    static RecordSettings settings(Config config) {
        SettingReader record = new SettingReader(config, PATH);
        Duration lease = record.span("lease", Duration.ofMillis(500), Duration.ofMinutes(10));
        Duration renew = record.span("renew", Duration.ofMillis(50), Duration.ofMinutes(2));
        if (renew.multipliedBy(RENEWALS_A_LEASE).compareTo(lease) > 0) {
            throw new SettingFault(PATH + ".renew", "is " + renew, "set it to a third of the lease at most");
        }
        return new RecordSettings(cassandra(config),
                record.oneOf("consistency", List.of("SERIAL", "LOCAL_SERIAL")).equals("SERIAL"),
                new LeaseRule(lease, record.number("drift-percent", 1, 50)),
                renew,
                record.oneOf("fence", List.of("automatic", "operator")).equals("operator") ? Duration.ZERO
                        : record.span("fence-after", Duration.ofMillis(100), Duration.ofHours(1)));
    }

    /** What is not said of the record's Cassandra is as it is said of the journal's. */
    private static CassandraSettings cassandra(Config config) {
        Config journal = config.getConfig(CassandraSettings.PATH);
        return CassandraSettings.from(config.getConfig(PATH + ".cassandra").withFallback(journal)
                .atPath(CassandraSettings.PATH));
    }
}
