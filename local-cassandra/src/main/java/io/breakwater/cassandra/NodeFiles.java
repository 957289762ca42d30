package io.breakwater.cassandra;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/** The directory of one node: its configuration, and whatever it writes. */
record NodeFiles(Path directory, NodePlace place, String seed, RingOptions options) {

    private static final int SHOWN_BYTES = 6_000;

    Path configuration() {
        return directory.resolve("cassandra.yaml");
    }

    Path rack() {
        return directory.resolve("cassandra-rackdc.properties");
    }

    Path logging() {
        return directory.resolve("logback.xml");
    }

    Path log() {
        return directory.resolve("system.log");
    }

    Path output() {
        return directory.resolve("output.txt");
    }

    void write() {
        try {
            Files.createDirectories(directory);
            Files.writeString(configuration(), yaml());
            Files.writeString(rack(), "dc=" + place.dataCenter() + "\nrack=" + place.rack() + "\n");
            Files.writeString(logging(), String.format(Locale.ROOT, LOGGING, log()));
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot write the configuration of Cassandra: " + e, e);
        }
    }

    private String yaml() {
        StringBuilder yaml = new StringBuilder(String.format(Locale.ROOT, YAML, place.address(), place.address(),
                place.ringPort(), place.clientPort(), seed, place.ringPort(), options.sync(),
                options.writeTimeoutMillis(), options.writeTimeoutMillis(), options.writeTimeoutMillis()));
        if (options.sync().equals("periodic")) {
            yaml.append("commitlog_sync_period: 10s\n");
        } else if (options.sync().equals("group")) {
            yaml.append("commitlog_sync_group_window: 2ms\n");
        }
        options.more().forEach((key, value) -> yaml.append(key).append(": ").append(value).append('\n'));
        return yaml.toString();
    }

    /** What was logged behind a position. */
    String logFrom(long position) throws IOException {
        try (FileChannel channel = FileChannel.open(log())) {
            ByteBuffer bytes = ByteBuffer.allocate((int) Math.max(0, channel.size() - position));
            while (bytes.hasRemaining() && channel.read(bytes, position + bytes.position()) >= 0) {
                continue;
            }
            return new String(bytes.array(), 0, bytes.position(), StandardCharsets.UTF_8);
        }
    }

    String endOfLogs() {
        return end(output()) + "\n" + end(log());
    }

    private static String end(Path file) {
        try {
            String all = Files.exists(file) ? Files.readString(file) : "";
            return all.substring(Math.max(0, all.length() - SHOWN_BYTES));
        } catch (IOException unreadable) {
            return file + " cannot be read: " + unreadable;
        }
    }

    private static final String YAML = """
            cluster_name: breakwater-local
            num_tokens: 4
            partitioner: org.apache.cassandra.dht.Murmur3Partitioner
            endpoint_snitch: GossipingPropertyFileSnitch
            dynamic_snitch: false
            listen_address: %s
            rpc_address: %s
            storage_port: %d
            native_transport_port: %d
            auto_bootstrap: false
            seed_provider:
              - class_name: org.apache.cassandra.locator.SimpleSeedProvider
                parameters:
                  - seeds: "%s:%d"
            commitlog_sync: %s
            commitlog_segment_size: 32MiB
            memtable_heap_space: 96MiB
            memtable_offheap_space: 64MiB
            file_cache_size: 32MiB
            networking_cache_size: 32MiB
            key_cache_size: 8MiB
            counter_cache_size: 1MiB
            concurrent_writes: 32
            concurrent_reads: 16
            write_request_timeout: %dms
            cas_contention_timeout: %dms
            read_request_timeout: %dms
            batch_size_fail_threshold: 640KiB
            """;

    private static final String LOGGING = """
            <configuration>
              <appender name="file" class="ch.qos.logback.core.FileAppender">
                <file>%s</file>
                <encoder><pattern>%%d{HH:mm:ss.SSS} %%-5level %%logger{0} %%msg%%n</pattern></encoder>
              </appender>
              <root level="INFO"><appender-ref ref="file"/></root>
            </configuration>
            """;
}
