package io.breakwater.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.typesafe.config.ConfigFactory;
import io.breakwater.link.LinkSettings;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Arguments and settings: each fault names key, value and remedy, and the process says so with exit code 2. */
class CommandLineTest {
    @TempDir
    Path data;

    private static EngineSettings settings(String hocon) {
        return EngineSettings.from(ConfigFactory.parseString(hocon).withFallback(ConfigFactory.load()).resolve());
    }

    /** What a start that fails says, and how it ends. */
    private record Ended(int code, String out, String err) {

        static Ended of(String... args) {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            ByteArrayOutputStream err = new ByteArrayOutputStream();
            int code = Main.run(args, new PrintStream(out), new PrintStream(err));
            return new Ended(code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
        }
    }

    @Test
    void theBuiltInSettingsAreWhatTheDocumentationSays() {
        EngineSettings settings = settings("");
        assertThat(settings.environment()).isEqualTo("simulation");
        assertThat(settings.edge().bind()).isEqualTo("127.0.0.1");
        assertThat(settings.edge().port()).isEqualTo(7400);
        assertThat(settings.dataDirectory()).isEqualTo(Path.of("data").toAbsolutePath());
        assertThat(settings.lanes()).isEqualTo(new EngineSettings.Lanes(16, 4, 2, 2));
        assertThat(settings.edge().stream().packs()).isEqualTo(64);
        assertThat(settings.edge().requestWindow()).isEqualTo(Duration.ofHours(24));
    }

    private static final String PEER = "breakwater.links.peers = [{ id = fra, number = 2, addresses = [";

    @Test
    void peersAreReadWithTheirAddresses() {
        LinkSettings links = settings(PEER + "\"127.0.0.1:7501\", \"localhost:7502\"] }]").links();
        assertThat(links.peers()).containsExactly(
                new LinkSettings.Peer("fra", 2, List.of("127.0.0.1:7501", "localhost:7502")));
        assertThat(links.serves()).isFalse();
        assertThat(links.rhythm().poll()).isEqualTo(Duration.ofMillis(50));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', value = {
        PEER + "\"10.0.0.1:7501\"] }] | has 10.0.0.1:7501 without TLS",
        PEER + "7501] }] | write host:port",
        PEER + "\"localhost:75010\"] }] | with a port between 1 and 65535",
        "breakwater.cluster.seeds = [\"10.0.0.1\"] | breakwater.cluster.seeds has 10.0.0.1: write host:port",
        "breakwater.cluster.seeds = [\"10.0.0.1:70000\"] | has 10.0.0.1:70000: write host:port, with a port between",
        "breakwater.cluster.seeds = [\"10.0.0.1:7500\"] | breakwater.cluster.port is 0",
        "breakwater.links.peers = [{ id = dc1, number = 2, addresses = [] }] | or this data center's",
        "breakwater.links.peers = [{ id = fra, number = 0, addresses = [] }] | or this data center's",
        "breakwater.links.peers = [{ id = a/b, number = 2, addresses = [] }] | use lower-case letters",
        "breakwater.links.port = 7500, breakwater.links.bind = 0.0.0.0 | without TLS",
        "breakwater.links.port = 7500, breakwater.data-center.id = FRA | use lower-case letters",
        "breakwater.links.window = 1 MiB | set it between",
        "breakwater.links.tls.enabled = on, breakwater.links.tls.key = /nowhere | which cannot be read",
        "breakwater.feeds.sources = [{ name = b, venue = b, dialect = binance-spot, url = \"wss://b/s\", symbols = [] }]"
                + " | rest is not set for binance-spot: name the address",
    })
    void aLinkSeedOrFeedThatCannotBeIsNamed(String set, String remedy) {
        assertThatThrownBy(() -> settings(set.replace(", breakwater", "\nbreakwater")))
                .isInstanceOf(SettingFault.class).hasMessageContaining(remedy);
    }

    @ParameterizedTest(name = "{0} = {1}")
    @CsvSource(delimiter = '|', value = {
        "breakwater.environment | staging | choose one of production, uat, simulation",
        "breakwater.data-center.number | 128 | set it between 0 and 127",
        "breakwater.data-center.id | '' | set it",
        "breakwater.data-center.id | Ünï | use lower-case letters, digits and dashes, a letter first",
        "breakwater.data-center.id | 1a | use lower-case letters, digits and dashes, a letter first",
        "breakwater.gateway.port | 65536 | set it between 0 and 65535",
        "breakwater.gateway.port | http | see application.conf",
        "breakwater.gateway.max-message-size | 1 B | set it between",
        "breakwater.gateway.request-window | 1 s | set it between",
        "breakwater.lanes.counterparty | 0 | set it between 1 and 100",
        "breakwater.lane.block-size | 1 GiB | set it between",
        "breakwater.market.conflation | soon | see application.conf",
    })
    void aValueOutOfItsRangeIsNamedWithItsRemedy(String key, String value, String remedy) {
        assertThatThrownBy(() -> settings(key + " = \"" + value + "\""))
                .isInstanceOf(SettingFault.class).hasMessageContaining(key).hasMessageContaining(remedy);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "--prot 7400, --prot is not an argument",
        "--port, --port has no value",
        "--port 1 --port 2, --port stands there twice",
        "--port many, breakwater.gateway.port",
        "--environment moon, breakwater.environment is moon",
        "--config /no/such/file, --config is /no/such/file",
        "--config /tmp, '--config is /tmp, which cannot be read'",
    })
    void anArgumentThatCannotBeUsedEndsTheProcessWithTwo(String line, String message) {
        Ended ended = Ended.of(line.split(" "));
        assertThat(ended.code()).isEqualTo(2);
        assertThat(ended.err()).contains(message);
        assertThat(ended.out()).isEmpty();
    }

    @Test
    void helpIsPrintedAndNothingStarted() {
        assertThat(Ended.of("--help")).satisfies(ended -> {
            assertThat(ended.code()).isZero();
            assertThat(ended.out()).contains("--data DIR").contains("--port N");
        });
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "restore --help, usage: breakwater restore",
        "restore /backup --into /x -h, usage: breakwater restore",
        "journal --help, usage: breakwater journal copy",
        "journal trim --help, usage: breakwater journal trim",
        "cassandra schema --help, usage: breakwater cassandra schema",
    })
    void toolsAnswerWhoAsksForHelpAndDoNothing(String line, String usage) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        List<String> words = List.of(line.split(" "));
        String[] args = words.subList(1, words.size()).toArray(String[]::new);
        PrintStream shown = new PrintStream(out);
        PrintStream wrong = new PrintStream(err);
        int code = switch (words.getFirst()) {
            case "restore" -> Restore.run(args, shown, wrong);
            case "journal" -> JournalTool.run(args, shown, wrong);
            default -> CassandraTool.run(args, shown, wrong);
        };
        assertThat(code).isZero();
        assertThat(out.toString(StandardCharsets.UTF_8)).contains(usage);
        assertThat(err.toString(StandardCharsets.UTF_8)).isEmpty();
    }

    @Test
    void aFileOfSettingsStandsAboveTheBuiltInOnesAndArgumentsAboveBoth() throws IOException {
        Path file = data.resolve("node.conf");
        Files.writeString(file, "breakwater { environment = uat, gateway.port = 7500 }");
        Arguments arguments = Arguments.parse(new String[] {"--config", file.toString(), "--port", "7600"});
        EngineSettings settings = EngineSettings.from(Node.config(arguments));
        assertThat(settings.environment()).isEqualTo("uat");
        assertThat(settings.edge().port()).isEqualTo(7600);
    }

    /** It would leave the usual value in force. */
    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', value = {
        "breakwater.enviroment = production | breakwater.enviroment is not known | data-directory, environment, feeds",
        "breakwater.gateway.prot = 7500 | breakwater.gateway.prot is not known | keep-alive, lane-patience",
        "breakwater.journal.cassandra.key-space = x | journal.cassandra.key-space is not known | keyspace",
        "breakwater.record.cassandra.request-timeouts = 2 s | request-timeouts is not known | request-timeout,",
        "breakwater.cluster.advertised.hosts = a | breakwater.cluster.advertised.hosts is not known | host, port",
        "breakwater.journal.rocksdb.directory = /j | directory is the node's to set | set breakwater.data-directory",
        "breakwater.links.tls.cert = /a | breakwater.links.tls.cert is not known | authority, certificate, enabled, key",
    })
    void aKeyThatNobodyReadsIsNamedWithThoseThereAre(String set, String wrong, String remedy) throws IOException {
        Path file = Files.writeString(data.resolve("node.conf"), set);
        Ended ended = Ended.of("--data", data.toString(), "--config", file.toString());
        assertThat(ended.code()).isEqualTo(2);
        assertThat(ended.err()).contains(wrong).contains(remedy);
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {
        "place = /srv, breakwater.data-directory = ${place}/data",
        "breakwater.journal.cassandra.contact-points.0 = \"10.0.0.1:9042\"",
        "breakwater.record.cassandra.request-timeout = 2 s",
        "breakwater.links.peers = [{ id = fra, number = 2, addresses = [] }]",
        "breakwater.links.peers.0 = { id = fra, number = 2, addresses = [] }",
        "breakwater.cluster.advertised { host = a, port = 7 }",
        "breakwater.policy { version = 2, margin.underlyings.SOL { range-ppm = 250000 } }",
        "breakwater.journal.rocksdb.read-dispatcher.thread-pool-executor.core-pool-size-min = 2",
        "pekko.loglevel = INFO",
    })
    void aKeyThatIsReadIsLetPass(String set) throws IOException {
        Path file = Files.writeString(data.resolve("node.conf"), set);
        assertThat(Node.config(new Arguments(file, Map.of(), false)).hasPath("breakwater.environment")).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"breakwater.gateway", "breakwater.cluster.health", "breakwater.cluster", "breakwater.links"})
    void aPortThatIsTakenIsSaidAndEndsTheProcessWithOne(String setting) throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            Path config = Files.writeString(data.resolve("node.conf"), """
                    breakwater.gateway.port = 0
                    breakwater.cluster.bind = "127.0.0.1"
                    %s.port = %d
                    """.formatted(setting, taken.getLocalPort()));
            Ended ended = Ended.of("--data", data.resolve("data").toString(), "--config", config.toString());
            assertThat(ended.code()).isOne();
            assertThat(ended.err()).contains(setting + ".port: 127.0.0.1:" + taken.getLocalPort());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"banana", "0d", "-1d"})
    void aTimeToKeepThatIsNoneIsNamed(String keep) {
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        assertThat(JournalTool.run(new String[] {"trim", "--data", data.toString(), "--keep", keep},
                new PrintStream(new ByteArrayOutputStream()), new PrintStream(err))).isEqualTo(2);
        assertThat(err.toString(StandardCharsets.UTF_8)).contains("--keep is " + keep + ": name a time, such as 90d");
    }

    @Test
    void aDataDirectoryThatCannotBeIsSaidAndEndsTheProcessWithOne() throws IOException {
        Path file = Files.createFile(data.resolve("file"));
        Ended ended = Ended.of("--data", file.toString(), "--port", "0");
        assertThat(ended.code()).isOne();
        assertThat(ended.err()).contains(file + "/journal", "Not a directory");
    }

    /** Messages of the store name its own directory: who gives that is not to begin a store within it. */
    @Test
    void theJournalsDirectoryStandsForTheOneThatItIsIn() {
        assertThat(settings("breakwater.data-directory = \"/var/lib/breakwater/journal\"").dataDirectory())
                .isEqualTo(Path.of("/var/lib/breakwater"));
    }
}
