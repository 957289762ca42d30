package io.breakwater.it.regions;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.random.RandomGenerator;

/** What a round does to two data centers under load. Each ends healed, with both serving. */
enum RegionFault {
    /** Connections are closed and refused, for longer than every timer. */
    TORN,
    /** Nothing passes and nobody is told. */
    SILENT,
    /** What home sends does not arrive. */
    DEAF_TO_HOME,
    /** What the other sends does not arrive at home. */
    HOME_DEAF,
    /** Torn and healed, some ten times. */
    FLAPPING,
    /** Every byte takes longer. */
    SLOW,
    /** SIGKILL of one, which starts again with its links in order. */
    KILLED,
    /** SIGKILL of one, which is started again while it reaches nobody. */
    STARTED_IN_CUT,
    /** SIGSTOP of one for longer than every timer. */
    FROZEN,
    /** A restriction is placed and lifted, and is in force on the other side when the answer says so. */
    RESTRICTED,
    /** All of a position is reduced on both sides of a cut. */
    REDUCED,
    /** What one has decided is asked again at the other, which fetches it, or cannot know; it is told of its fill. */
    RETRIED,
    /** The last block is held back, and nothing comes after it. */
    QUIET,
    /** The disks of one are gone; it is restored from an old backup and from what the other has copied. */
    RESTORED,
    /** One is taken for gone and fenced at the other, while both trade; it comes back and is let in. */
    FENCED,
    /** The home of all limits moves to the other one and back, both at work. */
    SWITCHED_OVER;

    private static final Duration LAG = Duration.ofMillis(200);
    private static final Duration SHORT = Duration.ofMillis(150);
    private static final int FLAPS = 10;
    private static final int PACKS_IN = 25;

    /** Plays it; what the load did meanwhile is judged with the trial. @param random draws whom it meets */
    void played(Trial trial, RandomGenerator random) throws IOException, InterruptedException {
        int index = random.nextInt(trial.centers().size());
        switch (this) {
            case TORN -> during(trial, trial::tear);
            case SILENT -> during(trial, trial::silence);
            case DEAF_TO_HOME -> during(trial, () -> trial.silenceFrom(0));
            case HOME_DEAF -> during(trial, () -> trial.silenceFrom(1));
            case SLOW -> during(trial, () -> trial.delay(LAG));
            case FLAPPING -> flap(trial);
            case KILLED -> restart(trial.center(index));
            case STARTED_IN_CUT -> {
                trial.tear();
                restart(trial.center(index));
                trade(trial);
            }
            case FROZEN -> freeze(trial.center(index));
            case RESTRICTED -> trial.drill().restrict(index);
            case REDUCED -> trial.drill().reduceOnBothSides(index);
            case RETRIED -> trial.drill().retryElsewhere(index);
            case QUIET -> trial.drill().holdTheLastBlockBack(index);
            case RESTORED -> trial.drill().restoreFromAnOldBackup(index);
            case FENCED -> {
                trial.tear();
                trade(trial);
                trial.fence(index);
                trade(trial);
                trial.letBackIn(index);
            }
            case SWITCHED_OVER -> {
                trial.switchOver(0);
                trade(trial);
                trial.switchOver(1);
            }
        }
        trial.heal();
        trial.awaitConnected();
        trade(trial);
    }

    private static void during(Trial trial, Runnable fault) {
        fault.run();
        LockSupport.parkNanos(Trial.PAST_ALL_TIMERS.toNanos());
        trade(trial);
    }

    private static void trade(Trial trial) {
        trial.traders().forEach(trader -> trader.await(PACKS_IN));
    }

    private static void flap(Trial trial) {
        for (int i = 0; i < FLAPS; i++) {
            trial.tear();
            LockSupport.parkNanos(SHORT.toNanos());
            trial.heal();
            LockSupport.parkNanos(SHORT.toNanos());
        }
    }

    private static void restart(DataCenter center) throws IOException, InterruptedException {
        center.kill();
        center.start();
    }

    private static void freeze(DataCenter center) throws IOException, InterruptedException {
        center.freeze();
        LockSupport.parkNanos(Trial.PAST_ALL_TIMERS.toNanos());
        center.thaw();
    }
}
