package io.breakwater.journal.cassandra;

import com.datastax.oss.driver.api.core.AllNodesFailedException;
import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.CqlSessionBuilder;
import com.datastax.oss.driver.api.core.DriverException;
import com.datastax.oss.driver.api.core.auth.AuthenticationException;
import com.datastax.oss.driver.api.core.config.DefaultDriverOption;
import com.datastax.oss.driver.api.core.config.DriverConfigLoader;
import com.datastax.oss.driver.api.core.servererrors.QueryValidationException;
import io.breakwater.journal.StoreUnanswered;
import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.function.Supplier;
import javax.net.ssl.SSLException;

/** Opens sessions of the driver, and says in the operator's words why one cannot be opened. */
public final class Sessions {

    private static final Duration MOST_RECONNECT = Duration.ofSeconds(2);
    /** How often a node that opens looks whether the nodes of Cassandra agree on the schema. */
    private static final int MOST_LOOKS = 3;
    private static final Duration HEARTBEAT = Duration.ofSeconds(5);

    /** Of each other data center of Cassandra, asked where none of the own one answers. */
    private static final int COORDINATORS_ELSEWHERE = 2;

    private Sessions() {}

    /** @throws io.breakwater.journal.StoreMisconfigured naming the setting that is wrong */
    static CqlSession open(CassandraSettings settings) {
        return open(settings, 0);
    }

    /**
     * One that asks nodes of Cassandra's other data centers where the local ones are gone.
     *
     * @throws io.breakwater.journal.StoreMisconfigured naming the setting that is wrong
     */
    public static CqlSession openOverSites(CassandraSettings settings) {
        return open(settings, COORDINATORS_ELSEWHERE);
    }

    /**
     * Waits.
     *
     * @throws io.breakwater.journal.StoreMisconfigured where the keyspace is not there, or not as the settings say
     */
    public static void requireKeyspace(CqlSession session, CassandraSettings settings) {
        new Keyspace(session, settings).requireReplication();
    }

    /**
     * What asks a node for tables; once more when the nodes agree on the schema, since one that has just come up may
     * not know of tables yet that the others have. Waits.
     *
     * @throws QueryValidationException where it is wrong all the same
     */
    public static <T> T knowing(CqlSession session, Supplier<T> ask) {
        try {
            return ask.get();
        } catch (QueryValidationException unknown) {
            SchemaChange.awaitAgreement(session, MOST_LOOKS);
            return ask.get();
        }
    }

    private static CqlSession open(CassandraSettings settings, int elsewhere) {
        CqlSessionBuilder builder = CqlSession.builder()
                .addContactPoints(settings.contact().addresses())
                .withLocalDatacenter(settings.contact().localDataCenter())
                .withConfigLoader(configuration(settings, elsewhere));
        settings.credentials().ifPresent(file -> authenticate(builder, file));
        settings.tls().ifPresent(tls -> builder.withSslEngineFactory(TlsEngines.of(tls)));
        try {
            CqlSession session = builder.build();
            requireDataCenter(session, settings);
            return session;
        } catch (DriverException failure) {
            throw explained(settings, failure);
        }
    }

    // Everything that safety rests on is said here, whatever a file on the class path says.
    private static DriverConfigLoader configuration(CassandraSettings settings, int elsewhere) {
        CassandraSettings.Patience patience = settings.patience();
        return DriverConfigLoader.programmaticBuilder()
                // With version 5 Cassandra says two bytes more of a conditional write that timed out than the driver
                // reads, which then gives up the connection, and with it what all other lanes have on it.
                .withString(DefaultDriverOption.PROTOCOL_VERSION, "V4")
                .withString(DefaultDriverOption.REQUEST_CONSISTENCY, "LOCAL_QUORUM")
                .withString(DefaultDriverOption.REQUEST_SERIAL_CONSISTENCY, "LOCAL_SERIAL")
                .withBoolean(DefaultDriverOption.REQUEST_DEFAULT_IDEMPOTENCE, false)
                .withInt(DefaultDriverOption.LOAD_BALANCING_DC_FAILOVER_MAX_NODES_PER_REMOTE_DC, elsewhere)
                .withDuration(DefaultDriverOption.REQUEST_TIMEOUT, patience.request())
                .withDuration(DefaultDriverOption.CONNECTION_CONNECT_TIMEOUT, patience.connect())
                .withDuration(DefaultDriverOption.CONNECTION_INIT_QUERY_TIMEOUT, patience.connect())
                .withDuration(DefaultDriverOption.CONTROL_CONNECTION_TIMEOUT, patience.connect())
                .withDuration(DefaultDriverOption.RECONNECTION_BASE_DELAY, Duration.ofMillis(200))
                .withDuration(DefaultDriverOption.RECONNECTION_MAX_DELAY, MOST_RECONNECT)
                .withDuration(DefaultDriverOption.HEARTBEAT_INTERVAL, HEARTBEAT)
                .withDuration(DefaultDriverOption.HEARTBEAT_TIMEOUT, patience.request())
                .withInt(DefaultDriverOption.REQUEST_PAGE_SIZE, settings.bounds().pageRows())
                // The driver knows a row's replicas only in keyspaces whose schema it reads; without, an append would
                // mostly go to a node that hands it on to one of them.
                .withBoolean(DefaultDriverOption.METADATA_SCHEMA_ENABLED, true)
                .withStringList(DefaultDriverOption.METADATA_SCHEMA_REFRESHED_KEYSPACES,
                        List.of(settings.contact().keyspace()))
                .withBoolean(DefaultDriverOption.RECONNECT_ON_INIT, false)
                .withInt(DefaultDriverOption.NETTY_IO_SIZE, 2)
                .withInt(DefaultDriverOption.NETTY_ADMIN_SIZE, 1)
                .withInt(DefaultDriverOption.NETTY_IO_SHUTDOWN_QUIET_PERIOD, 0)
                .withInt(DefaultDriverOption.NETTY_ADMIN_SHUTDOWN_QUIET_PERIOD, 0)
                .build();
    }

    private static void authenticate(CqlSessionBuilder builder, Path file) {
        Properties stated = new Properties();
        try (Reader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
            stated.load(reader);
        } catch (IOException unreadable) {
            throw CassandraSettings.wrong("credentials-file", "is " + file + ", which cannot be read",
                    "name a file with the lines username = … and password = …");
        }
        String name = stated.getProperty("username", "");
        String password = stated.getProperty("password", "");
        if (name.isBlank() || password.isBlank()) {
            throw CassandraSettings.wrong("credentials-file", "is " + file + ", which lacks username or password",
                    "write the lines username = … and password = …");
        }
        builder.withAuthCredentials(name, password);
    }

    private static void requireDataCenter(CqlSession session, CassandraSettings settings) {
        String local = settings.contact().localDataCenter();
        List<String> known = session.getMetadata().getNodes().values().stream()
                .map(node -> String.valueOf(node.getDatacenter())).distinct().sorted().toList();
        if (!known.contains(local)) {
            session.close();
            throw CassandraSettings.wrong("local-data-center", "is " + local,
                    "Cassandra knows " + String.join(", ", known) + "; name one of them");
        }
    }

    private static RuntimeException explained(CassandraSettings settings, DriverException failure) {
        List<Throwable> causes = new ArrayList<>();
        gather(failure, causes);
        String points = String.join(", ", settings.contact().points());
        for (Throwable cause : causes) {
            if (cause instanceof AuthenticationException) {
                return CassandraSettings.wrong("credentials-file",
                        settings.credentials().map(file -> "is " + file + ", whose name or password is refused")
                                .orElse("is empty"), "name a file with a role that Cassandra lets in");
            }
            if (cause instanceof SSLException) {
                return CassandraSettings.wrong("tls.trust-store",
                        settings.tls().map(tls -> "is " + tls.trustStore() + ", which does not fit " + points
                                + " (" + cause.getMessage() + ")").orElse("is empty"),
                        "use the authority that signed Cassandra's certificates, and a certificate that it trusts");
            }
        }
        return new StoreUnanswered(CassandraSettings.PATH + ".contact-points",
                "is " + points + ", where nobody answers (" + last(causes) + ")",
                "name running nodes of Cassandra as host:port, and switch tls as they have it");
    }

    private static void gather(Throwable failure, List<Throwable> causes) {
        if (failure == null || causes.contains(failure)) {
            return;
        }
        causes.add(failure);
        gather(failure.getCause(), causes);
        for (Throwable suppressed : failure.getSuppressed()) {
            gather(suppressed, causes);
        }
        if (failure instanceof AllNodesFailedException all) {
            all.getAllErrors().values().forEach(errors -> errors.forEach(error -> gather(error, causes)));
        }
    }

    private static String last(List<Throwable> causes) {
        return String.valueOf(causes.getLast().getMessage());
    }
}
