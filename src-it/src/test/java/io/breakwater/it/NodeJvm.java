package io.breakwater.it;

import io.breakwater.gateway.Venue;
import io.breakwater.ops.cluster.LocalCluster;
import io.breakwater.ops.cluster.Wiring;
import io.breakwater.ops.command.EngineProgram;
import io.grpc.ManagedChannel;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.rocksdb.RocksDB;
import org.rocksdb.util.Environment;

/**
 * How tests that run without the launcher start nodes: where the engine's classes are, and an archive of them, since
 * most of what a node of a few seconds does is loading classes. A node that serves once makes the archive before the
 * first test that asks; the JVM drops it by itself where a jar has changed. The native library is unpacked once for
 * all of them. For any thread.
 */
public final class NodeJvm {
    /** What a node is told besides: they live for seconds, and seldom long enough for the second compiler. */
    private static final String FLAGS = "-XX:TieredStopAtLevel=1";
    private static final String LIBRARY = " -Djava.library.path=";
    private static final String ARCHIVED = " -Xlog:cds=off -Xlog:aot=off -XX:SharedArchiveFile=";
    private static final String ARCHIVING = " -XX:+AutoCreateSharedArchive";
    private static final String CLASS_PATH_OF_TESTS = "surefire.test.class.path";

    private static boolean prepared;

    private NodeJvm() {}

    /** Leaves what the launcher has told. */
    public static synchronized void prepare() {
        if (prepared || System.getProperty(EngineProgram.CLASS_PATH_PROPERTY) != null) {
            return;
        }
        prepared = true;
        List<String> engine = engine();
        String flags = FLAGS + LIBRARY + library();
        System.setProperty(EngineProgram.CLASS_PATH_PROPERTY, String.join(":", engine));
        System.setProperty(EngineProgram.FLAGS_PROPERTY, flags);
        if (engine.stream().allMatch(entry -> Files.isRegularFile(Path.of(entry)))) {
            Path archive = target().resolve("node.jsa");
            System.setProperty(EngineProgram.FLAGS_PROPERTY, flags + ARCHIVING + ARCHIVED + archive);
            train();
            System.setProperty(EngineProgram.FLAGS_PROPERTY, flags + (Files.exists(archive) ? ARCHIVED + archive : ""));
        }
    }

    private static Path target() {
        return root().resolve("src-it/target");
    }

    /** The folder of RocksDB's library. */
    private static Path library() {
        String name = Environment.getJniLibraryFileName("rocksdb");
        try (InputStream packed = RocksDB.class.getResourceAsStream("/" + name)) {
            Path folder = Files.createDirectories(target().resolve("native"));
            Files.copy(packed, folder.resolve(name), StandardCopyOption.REPLACE_EXISTING);
            return folder;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path root() {
        return Path.of(System.getProperty("breakwater.root"));
    }

    /** Without this module's own directories, which hold nothing that a node needs: an archive is of jars alone. */
    private static List<String> engine() {
        String tests = System.getProperty(CLASS_PATH_OF_TESTS, System.getProperty("java.class.path"));
        return Arrays.stream(tests.split(":"))
                .filter(entry -> !Path.of(entry).startsWith(root().resolve("src-it"))).toList();
    }

    /** A node that has served ends in good order, and leaves the archive. */
    private static void train() {
        try {
            Path directory = Files.createTempDirectory("breakwater-trained-");
            try (LocalCluster one = LocalCluster.start(new LocalCluster.Plan(directory, 1, 0, Wiring.of("")), _ -> { })) {
                serve(one.nodes().getFirst().address());
                one.nodes().getFirst().stop();
            }
            remove(directory);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while a node is trained", e);
        }
    }

    private static void serve(String address) {
        ManagedChannel channel = NettyChannelBuilder.forTarget("dns:///" + address).usePlaintext().build();
        try {
            Venue venue = new Venue(channel).opened();
            venue.onboard("acme");
            venue.decide("acme", Venue.buy("trained", "60000.0", "0.001"));
        } finally {
            channel.shutdownNow();
        }
    }

    private static void remove(Path directory) throws IOException {
        try (Stream<Path> all = Files.walk(directory)) {
            all.sorted(Comparator.reverseOrder()).map(Path::toFile).forEach(File::delete);
        }
    }
}
