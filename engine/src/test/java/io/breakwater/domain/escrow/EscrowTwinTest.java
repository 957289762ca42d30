package io.breakwater.domain.escrow;

import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.domain.Measure;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Random commands to the escrow and to its naive twin, compared at every step. */
class EscrowTwinTest {
    private static final int STEPS = 400;
    private static final int MAX_CAP = 120;

    private SplittableRandom random;
    private Escrow escrow;
    private NaiveEscrow twin;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20})
    void agreesWithItsNaiveTwin(long seed) {
        random = new SplittableRandom(seed);
        escrow = Escrow.unlimited(Measure.WORKING_ORDERS).capped(MAX_CAP);
        twin = new NaiveEscrow(MAX_CAP);
        for (int step = 0; step < STEPS; step++) {
            step();
            compare();
        }
    }

    private void step() {
        int what = random.nextInt(10);
        if (escrow.holders().isEmpty() || what == 0 && escrow.holders().size() < 8) {
            enroll();
        } else if (what < 4) {
            demand();
        } else if (what < 8) {
            giveBack();
        } else if (what == 8) {
            cap();
        } else {
            Escrow before = escrow;
            escrow = escrow.recalledAgain();
            recalled(before, before.outstanding() - before.cap());
        }
    }

    private void enroll() {
        String name = "h" + escrow.holders().size();
        long first = escrow.firstGrant();
        escrow = escrow.enrolled(name, first);
        twin.enroll(name);
        twin.grant(name, first);
    }

    private void demand() {
        String name = anyone();
        escrow = escrow.reported(name, 0, escrow.holder(name).granted() + random.nextInt(40));
        Holder holder = escrow.holder(name);
        long more = escrow.offer(holder);
        escrow = escrow.granted(name, holder.granted() + more);
        twin.grant(name, more);
    }

    private void giveBack() {
        String name = anyone();
        Holder holder = escrow.holder(name);
        long returned = holder.returned() + random.nextLong(holder.owed() + 1);
        escrow = escrow.reported(name, returned, 0);
        twin.report(name, returned);
    }

    private void cap() {
        long cap = random.nextInt(MAX_CAP + 1);
        Escrow before = escrow;
        escrow = escrow.capped(cap);
        twin.cap(cap);
        recalled(before, before.outstanding() - cap - before.owed());
    }

    /** Who is asked for how much is checked to be fair and complete, then told to the twin. */
    private void recalled(Escrow before, long wanted) {
        long kept = before.outstanding() - before.owed();
        long total = Math.max(0, Math.min(wanted, kept));
        assertThat(escrow.owed() - before.owed()).isEqualTo(total);
        before.holders().forEach((key, holder) -> {
            long part = escrow.holder(holder.name()).recalled() - holder.recalled();
            long fair = kept == 0 ? 0 : (holder.kept() * total + kept - 1) / kept;
            assertThat(part).isBetween(0L, fair);
            twin.recalled(holder.name(), holder.recalled() + part);
        });
    }

    private void compare() {
        escrow.verified();
        assertThat(escrow.minted()).isEqualTo(twin.minted());
        assertThat(escrow.burned()).isEqualTo(twin.burned());
        assertThat(escrow.local()).isEqualTo(twin.local());
        assertThat(escrow.outstanding()).isEqualTo(twin.outstanding());
        assertThat(escrow.owed()).isEqualTo(twin.owed());
        escrow.holders().forEach((key, holder) -> {
            assertThat(holder.outstanding()).isEqualTo(twin.held(holder.name()));
            assertThat(holder.owed()).isEqualTo(twin.owed(holder.name()));
        });
    }

    private String anyone() {
        return "h" + random.nextInt(escrow.holders().size());
    }
}
