package io.breakwater.bench.decisions;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import io.breakwater.bench.WorkDirectory;
import io.breakwater.journal.rocksdb.EmbeddedStore;
import io.breakwater.journal.rocksdb.StoreExtension;
import io.breakwater.journal.rocksdb.StoreSettings;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.javadsl.Behaviors;

/** Actor systems over a journal of their own. */
public final class Systems {

    private static final long MOST_STOPPING_SECONDS = 60;

    private Systems() {}

    /** @param settings above the node's own */
    public static ActorSystem<Void> start(String name, WorkDirectory directory, String settings) {
        return start(name, settings + "\n" + embedded(directory));
    }

    /** @param settings above the node's own, with those of a journal */
    public static ActorSystem<Void> start(String name, String settings) {
        Config config = ConfigFactory.parseString(settings + "\npekko.loglevel = ERROR\n")
                .withFallback(ConfigFactory.load());
        return ActorSystem.create(Behaviors.empty(), name, config);
    }

    /** Settings of an embedded journal. */
    public static String embedded(WorkDirectory directory) {
        return """
                pekko.persistence.journal.plugin = "breakwater.journal.rocksdb.journal"
                pekko.persistence.snapshot-store.plugin = "breakwater.journal.rocksdb.snapshot"
                %s.directory = "%s"
                """.formatted(StoreSettings.PATH, directory.path());
    }

    public static EmbeddedStore storeOf(ActorSystem<?> system) {
        return StoreExtension.get(system).store();
    }

    /** Stops it and waits until its store is closed. */
    public static void stop(ActorSystem<?> system) throws InterruptedException {
        system.terminate();
        try {
            system.getWhenTerminated().toCompletableFuture().get(MOST_STOPPING_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException(system.name() + " did not stop", e);
        }
    }
}
