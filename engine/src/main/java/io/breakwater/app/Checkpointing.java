package io.breakwater.app;

import io.breakwater.audit.checkpoint.CheckpointWriter;
import io.breakwater.domain.Aggregate;
import io.breakwater.domain.counterparty.CounterpartyAggregate;
import io.breakwater.domain.instrument.InstrumentAggregate;
import io.breakwater.domain.market.Tape;
import io.breakwater.domain.scope.ScopeAggregate;
import io.breakwater.domain.span.SpanAggregate;
import io.breakwater.log.Checkpoint.Head;
import io.breakwater.log.LaneFold;
import io.breakwater.log.LogName;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes a checkpoint of all lanes from time to time, on a thread of its own: hashing states takes long where there are
 * many entities, and then it is done less often, so that it never costs more than a share of one core.
 */
final class Checkpointing implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Checkpointing.class);
    /** One part in so many of the time is spent on it, at most. */
    private static final int MOST_SHARE = 50;

    private final CheckpointWriter writer;
    private final List<Supplier<CompletionStage<Head>>> lanes = new ArrayList<>();
    private final Duration interval;
    private final Ground ground;
    private final LongSupplier clockMicros;
    private final ScheduledExecutorService thread =
            Executors.newSingleThreadScheduledExecutor(Thread.ofPlatform().daemon().name("checkpoints").factory());
    private final AtomicBoolean busy = new AtomicBoolean();

    private Checkpointing(CheckpointWriter writer, Duration interval, Ground ground) {
        this.writer = writer;
        this.interval = interval;
        this.ground = ground;
        this.clockMicros = ground.clockMicros();
    }

    /** @param isHere whether a lane serves on this node; the others have their lanes' states at hand */
    record Ground(LongSupplier clockMicros, Predicate<String> isHere) {}

    /** Of all lanes that run on the node. */
    static Checkpointing of(
            Wiring wiring, EngineSettings settings, CheckpointWriter writer, Ground ground) {
        Checkpointing all = new Checkpointing(writer, settings.checkpoints().interval(), ground);
        all.add(wiring.counterparties(), new CounterpartyAggregate(), settings);
        all.add(wiring.instruments(), new InstrumentAggregate(), settings);
        all.add(wiring.scopes(), new ScopeAggregate(), settings);
        all.add(wiring.spans(), new SpanAggregate(), settings);
        all.add(wiring.tape(), new Tape(), settings);
        return all;
    }

    private <S, C, E> void add(RouterDoor<S, C> door, Aggregate<S, C, E> aggregate, EngineSettings settings) {
        for (int lane = 0; lane < door.lanes(); lane++) {
            int number = lane;
            LogName log = new LogName(settings.environment(), settings.home().id(), door.log(lane));
            LaneFold<S, C, E> fold = new LaneFold<>(log, aggregate);
            Executor hashing = thread;
            lanes.add(() -> ground.isHere().test(log.log())
                    ? door.state(number).thenApplyAsync(
                            state -> CheckpointWriter.head(log.log(), fold, state), hashing)
                    : CompletableFuture.completedFuture(null));
        }
    }

    /** Takes the first now. */
    void start() {
        thread.execute(() -> take().whenComplete((_, _) -> { }));
    }

    /** Takes one and sees to the next. Done when it is on the device, or was given up. */
    CompletionStage<Void> take() {
        if (!busy.compareAndSet(false, true)) {
            return CompletableFuture.completedFuture(null);
        }
        long startedMicros = clockMicros.getAsLong();
        return CompletableFuture.completedFuture(null).thenCompose(_ -> written())
                .exceptionally(Checkpointing::failed)
                .thenRun(() -> again(clockMicros.getAsLong() - startedMicros));
    }

    private CompletionStage<Void> written() {
        List<CompletableFuture<Head>> heads = lanes.stream()
                .map(lane -> lane.get().exceptionally(_ -> null).toCompletableFuture())
                .toList();
        return CompletableFuture.allOf(heads.toArray(CompletableFuture[]::new))
                .thenRunAsync(() -> write(heads), thread);
    }

    /** A lane that does not serve now is left out; what earlier checkpoints say of it stays true. */
    private void write(List<CompletableFuture<Head>> heads) {
        writer.write(heads.stream().map(CompletableFuture::resultNow).filter(Objects::nonNull).toList(),
                clockMicros.getAsLong());
    }

    /** The journal is not in danger: the node goes on, and tries again. */
    private static Void failed(Throwable cause) {
        Throwable why = cause instanceof CompletionException && cause.getCause() != null ? cause.getCause() : cause;
        LOG.error("no checkpoint could be written everywhere; the next is tried all the same: {}",
                why instanceof UncheckedIOException ? why.getMessage() : why.toString());
        return null;
    }

    private void again(long tookMicros) {
        busy.set(false);
        long waitMicros = Math.max(TimeUnit.MILLISECONDS.toMicros(interval.toMillis()), tookMicros * MOST_SHARE);
        if (!thread.isShutdown()) {
            thread.schedule(this::take, waitMicros, TimeUnit.MICROSECONDS);
        }
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }
}
