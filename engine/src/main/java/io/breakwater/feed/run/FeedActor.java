package io.breakwater.feed.run;

import io.breakwater.domain.market.MarketView;
import io.breakwater.feed.Feed;
import io.breakwater.feed.file.tardis.TardisRecorder;
import io.breakwater.feed.fix.DropCopy;
import io.breakwater.feed.live.ScheduledTimers;
import io.breakwater.kernel.Unending;
import java.io.IOException;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.PostStop;
import org.apache.pekko.actor.typed.PreRestart;
import org.apache.pekko.actor.typed.javadsl.AbstractBehavior;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.actor.typed.javadsl.Receive;
import org.apache.pekko.actor.typed.javadsl.TimerScheduler;

/**
 * Runs one feed. A thread of its own reads and keeps time; the actor looks at what has changed now and then, and makes
 * marks of it. Nothing is kept: one that was restarted, here or elsewhere, begins by listening.
 */
public final class FeedActor extends AbstractBehavior<FeedActor.Message> {
    private final FeedSettings settings;
    private final FeedSetup setup;
    private final Conflation conflation;
    private final Marking marking;
    private final StateReports states;
    private final ScheduledExecutorService thread;
    private final TardisRecorder recorder;
    private final Feed feed;

    /** What the actor is told. */
    public sealed interface Message {}

    private record Tick() implements Message {}

    /** Something of a feed has thrown on its thread, this one's or one's before it. */
    private record Failed(Executor thread, Throwable cause) implements Message {}

    private FeedActor(ActorContext<Message> context, TimerScheduler<Message> timers, FeedSettings settings,
            FeedSetup setup) {
        super(context);
        this.settings = settings;
        this.setup = setup;
        FeedSettings.Pricing pricing = settings.pricing();
        this.conflation = new Conflation(pricing.impacts());
        this.marking = new Marking(new Aliases(settings.venue(), pricing.prices()), setup.ways().marks(),
                pricing.ownIndex());
        this.states = new StateReports(settings.venue(),
                pricing.heedsStates() ? setup.ways().states() : StateDoor.SHUT);
        this.thread = Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().daemon().name("feed-" + settings.name()).factory());
        this.recorder = settings.recordTo() == null ? null
                : new TardisRecorder(settings.recordTo(), settings.venue(), conflation);
        ActorRef<Message> self = context.getSelf();
        ScheduledTimers onThread =
                new ScheduledTimers(thread, setup.clockMicros(), failure -> self.tell(new Failed(thread, failure)));
        this.feed = Sources.open(settings, onThread, setup, recorder == null ? conflation : recorder);
        onThread.after(0, feed::start);
        if (recorder != null) {
            thread.scheduleWithFixedDelay(
                    new Unending(recorder::flush, onThread.whenFailed()), 1, 1, TimeUnit.SECONDS);
        }
        setup.board().put(settings.name(), this::status);
        timers.startTimerWithFixedDelay(new Tick(), setup.conflation());
    }

    public static Behavior<Message> of(FeedSettings settings, FeedSetup setup) {
        return Behaviors.setup(context -> Behaviors.withTimers(
                timers -> new FeedActor(context, timers, settings, setup)));
    }

    @Override
    public Receive<Message> createReceive() {
        return newReceiveBuilder()
                .onMessage(Tick.class, _ -> marked())
                .onMessage(Failed.class, this::failed)
                .onSignal(PreRestart.class, _ -> stopped())
                .onSignal(PostStop.class, _ -> stopped())
                .build();
    }

    private Behavior<Message> marked() {
        MarketView view = setup.views().get();
        long now = setup.clockMicros().getAsLong();
        states.tell(conflation, view, now);
        marking.mark(conflation, view, now);
        return this;
    }

    /** Whoever supervises it starts another. */
    private Behavior<Message> failed(Failed failure) {
        if (failure.thread() != thread) {
            return this;
        }
        throw new IllegalStateException("feed " + settings.name() + " failed", failure.cause());
    }

    private Behavior<Message> stopped() {
        setup.board().remove(settings.name());
        feed.close();
        thread.shutdownNow();
        closeRecorder();
        return this;
    }

    private void closeRecorder() {
        if (recorder == null) {
            return;
        }
        try {
            recorder.close();
        } catch (IOException notClosed) {
            getContext().getLog().warn("the recording of {} was not closed", settings.name(), notClosed);
        }
    }

    private FeedStatus status() {
        return new FeedStatus(feed.health().named(settings.name()), settings.venue(), marking.overflows(),
                FeedStatus.Symbols.of(conflation), feed instanceof DropCopy copy ? copy.counts() : null);
    }
}
