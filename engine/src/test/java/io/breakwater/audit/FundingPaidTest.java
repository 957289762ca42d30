package io.breakwater.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.breakwater.domain.instrument.Asset;
import io.breakwater.domain.instrument.FundingRate;
import io.breakwater.domain.instrument.FundingRule;
import io.breakwater.domain.instrument.Instrument;
import io.breakwater.domain.instrument.InstrumentAggregate;
import io.breakwater.domain.instrument.InstrumentCommand;
import io.breakwater.domain.instrument.InstrumentEvent;
import io.breakwater.domain.instrument.InstrumentFact;
import io.breakwater.domain.instrument.InstrumentRequest;
import io.breakwater.domain.instrument.LifeCycle;
import io.breakwater.domain.instrument.Mark;
import io.breakwater.domain.instrument.Payoff;
import io.breakwater.domain.instrument.Terms;
import io.breakwater.domain.instrument.TickBand;
import io.breakwater.domain.market.MarketView;
import io.breakwater.journal.rocksdb.EmbeddedStore;
import io.breakwater.journal.rocksdb.Rows;
import io.breakwater.log.SealedBlock;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An instrument pays each minute and is marked four times in it, among others; its log is all that tells of it. */
class FundingPaidTest {
    private static final String LOG = "instrument-00";
    private static final long MINUTE = 60_000_000L;
    private static final long START = 1_780_000_020_000_000L / MINUTE * MINUTE;
    private static final Asset BTC = new Asset("BTC", 8);
    private static final Asset USD = new Asset("USD", 6);

    private final ScriptedLane<Instrument, InstrumentCommand, InstrumentEvent> lane =
            new ScriptedLane<>(ScriptedNode.IDENTITY, LOG, new InstrumentAggregate());
    private long now = START;

    @TempDir
    Path directory;

    private EmbeddedStore store;

    @BeforeEach
    void open() {
        store = ScriptedNode.open(directory);
    }

    @AfterEach
    void close() {
        store.close();
    }

    private void decide(String name, InstrumentCommand command) {
        lane.decide(name, MarketView.EMPTY, now, List.of(command));
        lane.seal();
    }

    private void list(String name) {
        Terms terms = new Terms(0, 0, new Payoff.Linear(), "BTC", BTC, USD, USD, 1, 0, 0, 0, 0,
                List.of(new TickBand(1, 1)), Long.MAX_VALUE, 0, new Terms.FeeRule(0, 0), 500,
                new FundingRule(MINUTE, 10_000));
        decide(name, new InstrumentRequest.ListInstrument(name, "", name, terms, LifeCycle.OPEN));
    }

    /** @param premium dollars above an index of 50,000 */
    private void minutes(int count, long premium, String... names) {
        for (int i = 0; i < 4 * count; i++) {
            now += MINUTE / 4;
            for (String name : names) {
                decide(name, new InstrumentRequest.UpdateMark(Mark.of(50_000 + premium, 50_000, 0, now)));
                if (i % 4 == 3) {
                    decide(name, new InstrumentFact.FundingDue());
                }
            }
            lane.seal();
        }
    }

    private List<FundingRate> after(String name, long micros, int most) {
        for (SealedBlock block : lane.blocks.subList((int) store.logs().highest(LOG), lane.blocks.size())) {
            Rows.await(Rows.append(store, List.of(ScriptedNode.row(LOG, block.header().number(), block.bytes()))));
        }
        return new FundingPaid(Archive.of(Journal.of(store), ScriptedNode.IDENTITY)).after(LOG, name, micros, most);
    }

    @Test
    void everyPaymentSinceATimeIsFoundAndNoOther() {
        list("perp");
        list("perp-2");
        minutes(90, 100, "perp", "perp-2");
        for (int paid : new int[] {0, 1, 37, 89, 90}) {
            List<FundingRate> found = after("perp", START + paid * MINUTE, 1_000);
            assertThat(found).hasSize(90 - paid);
            for (int i = 0; i < found.size(); i++) {
                assertThat(found.get(i).dueAtMicros()).isEqualTo(START + (paid + i + 1) * MINUTE);
                assertThat(found.get(i).movesMoney()).isTrue();
            }
        }
        List<FundingRate> all = after("perp", START + 37 * MINUTE, 99);
        assertThat(after("perp", START + 37 * MINUTE, 10)).isEqualTo(all.subList(0, 10));
        assertThat(after("perp", START + 5 * MINUTE - 1, 1)).singleElement()
                .satisfies(rate -> assertThat(rate.dueAtMicros()).isEqualTo(START + 5 * MINUTE));
        assertThat(after("other", START, 9)).isEmpty();
    }

    @Test
    void whatMovesNothingIsNoPayment() {
        list("perp");
        minutes(3, 0, "perp");
        minutes(2, 50, "perp");
        assertThat(after("perp", START, 99)).extracting(FundingRate::dueAtMicros)
                .containsExactly(START + 4 * MINUTE, START + 5 * MINUTE);
    }

    /** What its name paid under another contract is not this one's. */
    @Test
    void anotherContractOfTheNameIsAnother() {
        list("perp");
        minutes(5, 100, "perp");
        decide("perp", new InstrumentRequest.Delist("gone"));
        now += MINUTE;
        list("perp");
        long since = now;
        minutes(3, -100, "perp");
        assertThat(after("perp", START, 99)).hasSize(5).allMatch(rate -> rate.ratePpb() > 0);
        assertThat(after("perp", since, 99)).hasSize(3).allMatch(rate -> rate.ratePpb() < 0);
    }

    @Test
    void damageIsToldAndNotPassedOver() {
        list("perp");
        minutes(5, 100, "perp");
        assertThat(after("perp", START, 99)).hasSize(5);
        decide("perp", new InstrumentRequest.UpdateMark(Mark.of(1, 1, 0, now + 1)));
        byte[] whole = lane.blocks.getLast().bytes();
        byte[] cut = Arrays.copyOf(whole, whole.length - 3);
        Rows.await(Rows.append(store, List.of(ScriptedNode.row(LOG, lane.blocks.size(), cut))));
        assertThatThrownBy(() -> after("perp", START, 99)).isInstanceOf(DamagedLog.class);
    }
}
