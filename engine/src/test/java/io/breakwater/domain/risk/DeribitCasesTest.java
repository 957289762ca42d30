package io.breakwater.domain.risk;

import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.domain.instrument.Asset;
import io.breakwater.domain.instrument.Mark;
import io.breakwater.domain.instrument.Payoff;
import io.breakwater.domain.instrument.Terms;
import io.breakwater.domain.instrument.TickBand;
import io.breakwater.domain.market.ArrayBasis;
import io.breakwater.domain.policy.MarginParameters;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Arrays;
import java.util.List;
import java.util.function.LongUnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The worked cases of the venue's documentation, counted in coins of 10^-12. The venue prints from figures rounded to
 * nine digits; where that shows, the matrix is given what it gives its own.
 */
class DeribitCasesTest {

    private static final int DIGITS = 12;
    private static final long NOW = 1_780_000_000_000_000L;
    private static final BigDecimal BTC_INDEX = new BigDecimal("65666.19");

    /** One lot that is worth so many coins at the index. */
    private static ArrayBasis inverse(String coin, BigDecimal index, String size, MarginParameters parameters) {
        BigDecimal face = index.multiply(new BigDecimal(size)).stripTrailingZeros();
        Terms terms = new Terms(1, 0, new Payoff.Inverse(), coin, new Asset(coin, DIGITS - 2), new Asset("USD", 2),
                new Asset(coin, DIGITS - 2), face.unscaledValue().longValueExact(), face.scale(), 2, 2, 0,
                List.of(new TickBand(0, 1)), Long.MAX_VALUE, 0, new Terms.FeeRule(0, 0), 1_000);
        long ticks = index.movePointRight(2).longValueExact();
        return ArrayBasis.of(terms, Mark.of(ticks, ticks, 1_000_000, NOW), parameters);
    }

    private static BigDecimal coins(long units, int digits) {
        return BigDecimal.valueOf(units, DIGITS).setScale(digits, RoundingMode.HALF_EVEN);
    }

    private static long nineDigits(long units) {
        return coins(units, 9).movePointRight(DIGITS).longValueExact();
    }

    private static RiskSums btc() {
        RiskSums sums = RiskSums.empty();
        sums.addPosition(inverse("BTC", BTC_INDEX, "0.314538364", MarginParameters.BTC), 1, 1);
        sums.addPosition(dated("0.001187534"), -1, 1);
        return sums;
    }

    /** A future of another expiry, near enough that the floor of the roll shock counts. */
    private static ArrayBasis dated(String size) {
        ArrayBasis perpetual = inverse("BTC", BTC_INDEX, size, MarginParameters.BTC);
        Terms t = perpetual.terms();
        Terms dated = new Terms(1, 0, t.payoff(), t.underlying(), t.base(), t.quote(), t.settlement(), t.multiplier(),
                t.multiplierScale(), t.priceScale(), t.underlyingScale(), t.lotScale(), t.tickBands(),
                NOW + 86_400_000_000L, 0, t.fees(), t.haircutBps());
        return ArrayBasis.of(dated, perpetual.mark(), MarginParameters.BTC);
    }

    private static UnderlyingRisk risk(RiskSums sums, MarginParameters parameters, LongUnaryOperator printed) {
        long[] cells = new long[ScenarioMatrix.CELLS];
        Arrays.setAll(cells, i -> printed.applyAsLong(sums.cell(i, false)));
        return new UnderlyingRisk(parameters, cells, sums.rollShock(false), 0);
    }

    @ParameterizedTest
    @CsvSource({
        "0, -0.0599120693", "1, -0.0428915951", "2, -0.0273511621", "3, -0.0131057652", "4, 0.0000000000",
        "5, 0.0120976294", "6, 0.0232991381", "7, 0.0337005390", "8, 0.0433846019"
    })
    void theBtcPerpetualMakes(int step, BigDecimal printed) {
        RiskArray array = inverse("BTC", BTC_INDEX, "0.314538364", MarginParameters.BTC).array();
        for (int volatility = 0; volatility < ScenarioMatrix.VOLATILITIES; volatility++) {
            long cell = array.cell(1, step * ScenarioMatrix.VOLATILITIES + volatility);
            assertThat(coins(cell, 10)).isEqualByComparingTo(printed);
        }
    }

    @Test
    void theBtcPortfolioNeeds() {
        RiskSums sums = btc();
        assertThat(coins(sums.cell(0, false), 10)).isEqualByComparingTo("-0.0596858724");
        assertThat(coins(sums.rollShock(false), 11)).isEqualByComparingTo("0.00315725898");
        RiskMatrix matrix = RiskMatrix.of(List.of(risk(sums, MarginParameters.BTC, DeribitCasesTest::nineDigits)));
        assertThat(matrix.worstCell()).isZero();
        assertThat(coins(matrix.total(), 11)).isEqualByComparingTo("0.06284313098");
        BigDecimal maintenance = coins(matrix.total(), DIGITS).multiply(new BigDecimal("0.8"));
        assertThat(maintenance).isEqualByComparingTo("0.050274504784");
        BigDecimal initial = coins(matrix.total(), 12).add(new BigDecimal("0.06")).add(new BigDecimal("0.000018212"));
        assertThat(initial.setScale(9, RoundingMode.HALF_EVEN)).isEqualByComparingTo("0.122861343");
    }

    @Test
    void theEthPortfolioNeeds() {
        ArrayBasis perpetual = inverse("ETH", new BigDecimal("3500"), "0.999487053", MarginParameters.ETH);
        RiskSums sums = RiskSums.empty();
        sums.addPosition(perpetual, -1, 1);
        assertThat(coins(sums.cell(24, false), 10)).isEqualByComparingTo("-0.1524641267");
        assertThat(coins(sums.cell(0, false), 10)).isEqualByComparingTo("0.2193995970");
        UnderlyingRisk risk = risk(sums, MarginParameters.ETH, DeribitCasesTest::nineDigits);
        assertThat(coins(risk(sums, MarginParameters.ETH, units -> units).counted(0), 10))
                .isEqualByComparingTo("0.1316397582");
        assertThat(coins(sums.rollShock(false), DIGITS)).isEqualByComparingTo("0.004997435265");
        RiskMatrix matrix = RiskMatrix.of(List.of(risk));
        assertThat(matrix.worstCell()).isEqualTo(24);
        assertThat(coins(matrix.total(), DIGITS)).isEqualByComparingTo("0.157461562265");
        assertThat(coins(matrix.total(), DIGITS).multiply(new BigDecimal("0.8")))
                .isEqualByComparingTo("0.125969249812");
    }

    /** Exact to the last unit, the same portfolios differ from what is printed by less than the ninth digit. */
    @Test
    void unroundedFiguresAreThePrintedOnesToNineDigits() {
        RiskMatrix btc = RiskMatrix.of(List.of(risk(btc(), MarginParameters.BTC, units -> units)));
        assertThat(coins(btc.total(), 9)).isEqualByComparingTo("0.062843131");
    }

    @Test
    void oneShortInversePutLoses() {
        Terms terms = new Terms(1, 0, new Payoff.Option(false, 6_000_000, true), "BTC", new Asset("BTC", 10),
                new Asset("USD", 2), new Asset("BTC", 10), 1, 0, 4, 2, 0, List.of(new TickBand(0, 1)),
                NOW + 30 * 86_400_000_000L, 0, new Terms.FeeRule(0, 0), 1_500);
        Mark mark = new Mark(200, 200, 6_566_619, 6_566_619, -300_000, 500_000, 0, NOW);
        ArrayBasis basis = ArrayBasis.of(terms, mark, MarginParameters.BTC);
        RiskSums sums = RiskSums.empty();
        sums.addPosition(basis, -1, 1);
        long worst = 0;
        for (int i = 0; i < ScenarioMatrix.MAIN; i++) {
            worst = Math.min(worst, sums.cell(i, false));
        }
        assertThat(coins(worst, 3)).isEqualByComparingTo("-0.118");
        assertThat(coins(sums.cell(ScenarioMatrix.MAIN, false), 3)).isEqualByComparingTo("-1.665");
    }

    /** CME's: one long Dec-410 call in sixteen cells; the requirement is its largest loss. */
    @Test
    void spanScansForTheLargestLoss() {
        long[] losses = {460, -610, 2640, 1730, -1270, -2340, 5210, 4540, -2540, -3430, 8060, 7640, -3380, -3990, 3130,
            -1500};
        long[] cells = new long[ScenarioMatrix.CELLS];
        System.arraycopy(losses, 0, cells, 0, losses.length);
        RiskMatrix matrix = RiskMatrix.of(List.of(new UnderlyingRisk(MarginParameters.BTC, cells, 0, 0)));
        assertThat(matrix.loss()).isEqualTo(3_990);
        assertThat(matrix.worstCell()).isEqualTo(13);
    }

    @ParameterizedTest
    @CsvSource({"7, 0.7737", "15, 0.6156", "30, 0.5", "90, 0.4335", "180, 0.3961"})
    void theUpShockDependsOnTheTenor(int days, double published) {
        double factor = 0.5 * Math.pow(30.0 / days, days <= 30 ? 0.30 : 0.13);
        assertThat(factor).isCloseTo(published, org.assertj.core.data.Offset.offset(5e-5));
        double up = io.breakwater.domain.pricing.Black76.value(new io.breakwater.domain.pricing.European(true, 65_000,
                days / 365.0), 65_000, 0.6 * (1 + factor));
        double flat = io.breakwater.domain.pricing.Black76.value(new io.breakwater.domain.pricing.European(true, 65_000,
                days / 365.0), 65_000, 0.6);
        Terms terms = new Terms(1, 0, new Payoff.Option(true, 6_500_000, false), "BTC", new Asset("BTC", 8),
                new Asset("USD", 2), new Asset("USD", 2), 1, 0, 2, 2, 0, List.of(new TickBand(0, 1)),
                NOW + days * 86_400_000_000L, 0, new Terms.FeeRule(0, 0), 1_500);
        Mark mark = new Mark(200, 200, 6_500_000, 6_500_000, 500_000, 600_000, 0, NOW);
        long cell = ArrayBasis.of(terms, mark, MarginParameters.BTC).array().cell(1, 14);
        assertThat(cell / 1e6).isCloseTo(up - flat, org.assertj.core.data.Offset.offset(1e-5));
    }
}
