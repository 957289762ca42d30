package io.breakwater.it.regions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.breakwater.it.MostlyWaits;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * A firm's limits over two data centers whose cable is cut, in every way, under load on both sides: both go on within
 * what they have, never both together beyond the cap, and share again when it has healed.
 */
@MostlyWaits
@Order(11)
class RegionsIT {
    private static final long SEED = Long.getLong("breakwater.regions.seed", 20200312);
    private static final int PACKS_BETWEEN = 60;

    @BeforeAll
    static void tellTheClassPath() {
        EngineClassPath.tell();
    }

    @Test
    @Timeout(400)
    void noCutTakesALimitOverItsCap(@TempDir Path directory) throws Exception {
        try (Trial trial = Trial.start(directory, SEED, 0)) {
            say("connected: " + both(trial));
            drill(trial);
            trial.tear();
            LockSupport.parkNanos(Trial.PAST_ALL_TIMERS.toNanos());
            say("torn: " + both(trial));
            trial.heal();
            trial.awaitConnected();
            raised(trial);
            trial.silenceFrom(0);
            LockSupport.parkNanos(Trial.PAST_ALL_TIMERS.toNanos());
            say("silent one way: " + both(trial));
            trial.center(1).kill();
            trial.center(1).start();
            say("killed and cold-started in the cut: " + both(trial));
            trial.heal();
            flap(trial);
            say("flapped: " + both(trial));
            trial.awaitConnected();
            trial.awaitAgreed(Limits.RAISED_UNITS);
            conclude(trial);
        }
    }

    /** Restrictions, reductions and repeats, while both sides trade. */
    private static void drill(Trial trial) {
        say("in force on the other side after " + trial.drill().restrict(0).toMillis() + " and "
                + trial.drill().restrict(1).toMillis() + " ms under load");
        trial.drill().reduceOnBothSides(0);
        trial.drill().retryElsewhere(1);
        trial.drill().holdTheLastBlockBack(0);
        trial.heal();
        trial.awaitConnected();
    }

    private static String both(Trial trial) {
        Duration here = trial.trader(0).await(PACKS_BETWEEN);
        Duration there = trial.trader(1).await(PACKS_BETWEEN);
        return "at most " + here.toMillis() + " and " + there.toMillis() + " ms a pack, "
                + trial.trader(0).held().units() + " and " + trial.trader(1).held().units()
                + " units, " + trial.trader(0).refusals() + ", " + trial.trader(1).refusals();
    }

    /** What is raised at home is used, more than there was before, and all know of all of it. */
    private static void raised(Trial trial) {
        trial.traders().forEach(trader -> trader.mood(Mood.GREEDY));
        trial.raise();
        await().atMost(60, TimeUnit.SECONDS).untilAsserted(() -> assertThat(trial.held().orders())
                .as(() -> Limits.shown(trial.centers())).isGreaterThan(Limits.MOST_ORDERS));
        trial.traders().forEach(trader -> trader.mood(Mood.BALANCED));
        trial.awaitAgreed(Limits.RAISED_UNITS);
        say("healed and raised: " + both(trial));
    }

    private static void flap(Trial trial) {
        for (int i = 0; i < 10; i++) {
            trial.tear();
            LockSupport.parkNanos(Duration.ofMillis(150).toNanos());
            trial.heal();
            LockSupport.parkNanos(Duration.ofMillis(250).toNanos());
        }
    }

    private static void conclude(Trial trial) throws InterruptedException {
        Judgement judgement = trial.judge();
        say(judgement.json());
        say(judgement.recovery());
        assertThat(judgement.isSound()).as(judgement.json()).isTrue();
        assertThat(judgement.accepted()).isGreaterThan(500);
        assertThat(judgement.refused()).as("the cap was felt").isPositive();
    }

    private static void say(String line) {
        System.out.println("[regions] " + line);
    }
}
