package io.breakwater.it.regions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.breakwater.it.MostlyWaits;
import io.breakwater.v1.LinkState;
import io.breakwater.v1.SpanPart;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A data center that is gone with its disks, and one that only seemed to be gone, under load and WINDOWED limits. */
@MostlyWaits
@Order(12)
class LostDataCenterIT {
    private static final long SEED = Long.getLong("breakwater.regions.seed", 20200312);
    private static final int WINDOW = 40;
    private static final int PACKS_BETWEEN = 60;
    /** Of which the first may have been asked before. */
    private static final int PACKS_ON_THEIR_WAY = 2;
    private static final Duration LAG = Duration.ofMillis(300);
    private static final int SOON_SECONDS = 60;

    @BeforeAll
    static void tellTheClassPath() {
        EngineClassPath.tell();
    }

    /** What was acknowledged and had not been copied is lost, nothing else; the survivor does not lend it out again. */
    @Test
    @Timeout(300)
    void losesOnlyWhatHadNotBeenCopied(@TempDir Path directory) throws Exception {
        try (Trial trial = Trial.start(directory, SEED, WINDOW)) {
            DataCenter home = trial.center(0);
            DataCenter lost = trial.center(1);
            trial.traders().forEach(trader -> trader.await(PACKS_BETWEEN));
            trial.delay(LAG);
            trial.traders().forEach(trader -> trader.await(PACKS_BETWEEN));
            // All that is told from here on is still on its way then, however long this machine stands still.
            trial.silenceFrom(1);
            trial.trader(1).await(PACKS_ON_THEIR_WAY);
            long lostAtMillis = System.currentTimeMillis();
            // What is on its way is lost as well.
            trial.tear();
            lost.lose();
            trial.trader(1).abandon();
            Duration service = trial.trader(0).await(PACKS_BETWEEN);
            await().atMost(SOON_SECONDS, TimeUnit.SECONDS)
                    .until(() -> trial.copies(0).getState() == LinkState.LINK_STATE_CUT);
            assertThat(Limits.fence(home, lost)).isEmpty();
            long fencedAfterMillis = System.currentTimeMillis() - lostAtMillis;
            Held gone = trial.trader(1).held();
            assertInside(Limits.part(Limits.gross(home), lost), gone.units(), Limits.UNIT_USD);
            assertInside(Limits.part(Limits.orders(home), lost), gone.orders(), 1);
            trial.trader(0).mood(Mood.GREEDY);
            trial.trader(0).await(2 * PACKS_BETWEEN);
            assertThat(Limits.unitsOfAll(home)).as("none made, none lost").isEqualTo(Limits.MOST_UNITS);
            Judgement judgement = trial.judge(0);
            say(judgement.json());
            assertThat(judgement.isSound()).as(judgement.json()).isTrue();
            home.kill();
            List<Trader.Told> told = trial.trader(1).told();
            Copied copied = Copied.of(home, lost);
            List<Trader.Told> tail = copied.missing(told);
            assertThat(tail).as("the tail that had not been copied, and nothing else").isEqualTo(copied.behind(told));
            long oldest = tail.stream().mapToLong(Trader.Told::atMillis).min().orElse(lostAtMillis);
            say("RPO: " + tail.size() + " of " + told.size() + " acknowledgements lost, the oldest "
                    + (lostAtMillis - oldest) + " ms before; every read of bytes held back by " + LAG.toMillis()
                    + " ms. RTO: the survivor answered within " + service.toMillis() + " ms all the time; seen, and"
                    + " fenced by hand, after " + fencedAfterMillis + " ms");
            assertThat(tail).as("the lag was felt").isNotEmpty();
            assertThat(lostAtMillis - oldest).isLessThan(Duration.ofSeconds(10).toMillis());
        }
    }

    /** What clients of the lost one hold stays counted as its own, and what nobody had seen of that is in the window. */
    private static void assertInside(SpanPart lost, long held, int unit) {
        BigDecimal inUse = BigDecimal.valueOf(held).multiply(BigDecimal.valueOf(unit));
        BigDecimal window = BigDecimal.valueOf(WINDOW).multiply(BigDecimal.valueOf(unit));
        say("of the lost one " + inUse + " are in use; " + lost.getRights() + " stay counted, " + lost.getAtRisk()
                + " of them unseen, in a window of " + window);
        assertThat(new BigDecimal(lost.getRights())).as(lost.toString()).isGreaterThanOrEqualTo(inUse);
        assertThat(new BigDecimal(lost.getAtRisk())).as(lost.toString()).isLessThanOrEqualTo(window);
    }

    /** Both go on on either side of the fence; the fenced one is let back in, made home, and made none again. */
    @Test
    @Timeout(300)
    void aFencedDataCenterComesBack(@TempDir Path directory) throws Exception {
        try (Trial trial = Trial.start(directory, SEED, WINDOW)) {
            DataCenter ams = trial.center(1);
            trial.traders().forEach(trader -> trader.await(PACKS_BETWEEN));
            trial.tear();
            trial.traders().forEach(trader -> trader.mood(Mood.GREEDY));
            trial.traders().forEach(trader -> trader.await(PACKS_BETWEEN));
            trial.fence(1);
            trial.traders().forEach(trader -> trader.await(PACKS_BETWEEN));
            ams.kill();
            ams.start();
            trial.traders().forEach(trader -> trader.mood(Mood.BALANCED));
            trial.traders().forEach(trader -> trader.await(PACKS_BETWEEN));
            say("fenced, both at work: " + trial.trader(0).held().units() + " and " + trial.trader(1).held().units()
                    + " units");
            trial.letBackIn(1);
            trial.switchOver(0);
            trial.traders().forEach(trader -> trader.await(PACKS_BETWEEN));
            trial.switchOver(1);
            trial.traders().forEach(trader -> trader.await(PACKS_BETWEEN));
            trial.awaitAgreed(Limits.MOST_UNITS);
            Judgement judgement = trial.judge();
            say(judgement.json());
            say(judgement.recovery());
            assertThat(judgement.isSound()).as(judgement.json()).isTrue();
        }
    }

    private static void say(String line) {
        System.out.println("[regions] " + line);
    }
}
