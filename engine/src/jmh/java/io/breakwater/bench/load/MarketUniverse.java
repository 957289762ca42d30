package io.breakwater.bench.load;

import io.breakwater.domain.TradingState;
import io.breakwater.domain.instrument.Asset;
import io.breakwater.domain.instrument.LifeCycle;
import io.breakwater.domain.instrument.Mark;
import io.breakwater.domain.instrument.Payoff;
import io.breakwater.domain.instrument.Terms;
import io.breakwater.domain.instrument.TickBand;
import io.breakwater.domain.market.MarketView;
import io.breakwater.domain.market.Quoted;
import io.breakwater.domain.market.TapeEvent;
import io.breakwater.domain.market.ViewId;
import java.util.List;

/**
 * Bitcoin in USD and a chain of inverse options on it. Marks move by a few ticks about a fixed price, so that the
 * flow's orders stay passive however long a bench runs.
 *
 * @param options how many
 */
public record MarketUniverse(int options) {

    /** Of the option premium, in bitcoin. */
    public static final int OPTION_SCALE = 4;
    /** Of a bitcoin's price in USD. */
    public static final int INDEX_SCALE = 2;
    public static final long OPTION_TICKS = 500;
    public static final long INDEX_TICKS = 1_000_000;
    public static final int HAIRCUT_BPS = 500;
    public static final int LOT_SCALE = 1;

    private static final long SPOT = 1;
    private static final long FIRST_OPTION = 1_000;
    private static final int DELTA_PPM = 500_000;
    private static final int VOLATILITY_MICROS = 600_000;
    private static final int MARK_STEPS = 5;
    private static final Asset BTC = new Asset("BTC", 8);
    private static final Asset USD = new Asset("USD", 6);

    /** Internal id of an option, 0… */
    public static long idOf(int option) {
        return FIRST_OPTION + option;
    }

    /** The option of an internal id. */
    public static int optionOf(long id) {
        return (int) (id - FIRST_OPTION);
    }

    /** What the API calls an option. */
    public static String nameOf(int option) {
        return "btc-option-" + option;
    }

    public static long strikeTicks(int option) {
        return (5_000 + 100L * (option / 2)) * 100;
    }

    public static boolean isCall(int option) {
        return option % 2 == 0;
    }

    /** The mark of an option as it stands after so many moves: 500 ± 2 ticks. */
    public static long markTicks(int option, long moves) {
        return OPTION_TICKS + (option + moves) % MARK_STEPS - MARK_STEPS / 2;
    }

    /** All of it, as observed at one moment, epoch micros. */
    public MarketView view(long atMicros) {
        return moved(MarketView.EMPTY, 0, options, atMicros).at(new ViewId("bench", 1, 1, 0));
    }

    /** The next view: the price of bitcoin and {@code count} options from {@code first} on are observed anew. */
    public MarketView moved(MarketView before, int first, int count, long atMicros) {
        MarketView view = before.apply(new TapeEvent.InstrumentObserved(spot(atMicros)));
        for (int i = first; i < Math.min(options, first + count); i++) {
            view = view.apply(new TapeEvent.InstrumentObserved(option(i, before.id().sequence(), atMicros)));
        }
        return view.at(new ViewId("bench", 1, before.id().sequence() + 1, 0));
    }

    private static Quoted spot(long atMicros) {
        return quoted(SPOT, "btc-usd", terms(new Payoff.Spot(), USD, 0, INDEX_SCALE),
                Mark.of(INDEX_TICKS, INDEX_TICKS, 1_000_000, atMicros));
    }

    /** One lot is a tenth of an option on one bitcoin. */
    private static Quoted option(int option, long moves, long atMicros) {
        Payoff payoff = new Payoff.Option(isCall(option), strikeTicks(option), true);
        return quoted(idOf(option), nameOf(option), terms(payoff, BTC, LOT_SCALE, OPTION_SCALE),
                optionMark(markTicks(option, moves), atMicros));
    }

    private static Mark optionMark(long ticks, long atMicros) {
        return new Mark(ticks, ticks, INDEX_TICKS, INDEX_TICKS, DELTA_PPM, VOLATILITY_MICROS, 0, atMicros);
    }

    private static Quoted quoted(long id, String name, Terms terms, Mark mark) {
        return new Quoted(id, name, "", name, terms, LifeCycle.OPEN, mark, TradingState.ACTIVE);
    }

    private static Terms terms(Payoff payoff, Asset settlement, int lotScale, int priceScale) {
        return new Terms(1, 0, payoff, "BTC", BTC, USD, settlement, 1, lotScale, priceScale, INDEX_SCALE, lotScale,
                List.of(new TickBand(0, 1)), Long.MAX_VALUE, 0, new Terms.FeeRule(0, 5), HAIRCUT_BPS);
    }
}
