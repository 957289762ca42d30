package io.breakwater.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.typesafe.config.ConfigFactory;
import io.breakwater.domain.policy.MarginParameters;
import io.breakwater.domain.policy.Policy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The policy of the configuration: what is said replaces what is built in, and nothing else does. */
class PolicyReaderTest {

    private static Optional<Policy> read(String hocon) {
        return PolicyReader.read(new SettingReader(ConfigFactory.parseString(hocon), "breakwater"));
    }

    @Test
    void noneIsNone() {
        assertThat(read("breakwater.environment = uat")).isEmpty();
        assertThat(EngineSettings.from(ConfigFactory.load()).policy()).as("nothing is built into the file").isEmpty();
    }

    @Test
    void aVersionAloneIsTheBuiltInOneUnderIt() {
        Policy usual = Policy.DEFAULT;
        assertThat(read("breakwater.policy.version = 2")).contains(new Policy(2, usual.markMaxAgeMicros(),
                usual.reducingMarkMaxAgeMicros(), usual.collarBps(), usual.optionCollarUnderlyingBps(),
                usual.optionCollarTicks(), usual.optionCollarVolatilityBps(), usual.duplicateWindowMicros(),
                usual.submitsPerSecond(), usual.modifiesPerSecond(), usual.workingOrders(),
                usual.collateralHaircutBps(), usual.staleHaircutBps(), usual.margin(), usual.approvals()));
    }

    @Test
    void eachValueFindsItsPlace() {
        Policy policy = read("""
                breakwater.policy {
                  version = 7, mark-max-age = 2 s, reducing-mark-max-age = 30 s, collar-bps = 11
                  option-collar-underlying-bps = 12, option-collar-ticks = 13, option-collar-volatility-bps = 14
                  duplicate-window = 15 ms, submits-per-second = 16, modifies-per-second = 17, working-orders = 18
                  collateral-haircut-bps = 19, stale-haircut-bps = 20
                  approvals { lifts = 2, max-age = 48 m }
                  margin {
                    array-move-ppm = 21, array-volatility-ppm = 22, array-max-age = 23 ms, option-minimum-ppm = 24
                    standard-maintenance-bps = 25, reducing-rise-usd = 26.5
                    others { range-ppm = 400000 }
                    underlyings {
                      ETH { maintenance-ppm = 900000 }
                      SOL { volatility-up-ppm = 31, volatility-down-ppm = 32, short-power-ppm = 33
                        long-power-ppm = 34, volatility-floor-ppm = 35, smile = sticky-delta, smile-slope-ppm = -36
                        extended-moves-ppm = [-900000, -500000, 600000, 700000, 800000, 900000, 1000000, 1100000]
                        extended-factor-ppm = 37, dampener-usd = 38, roll-floor-ppm = 39, roll-annual-ppm = 40
                        delta-threshold-usd = 41, delta-shock-ppm = 42, gain-offset-ppm = 43, gain-cap-usd = 44
                        reserve-ppm = 45, quote-quantity-usd = "46.000001", maintenance-ppm = 47 }
                    }
                  }
                }""").orElseThrow();
        assertThat(policy.toString()).startsWith("Policy[version=7, markMaxAgeMicros=2000000, "
                + "reducingMarkMaxAgeMicros=30000000, collarBps=11, optionCollarUnderlyingBps=12, "
                + "optionCollarTicks=13, optionCollarVolatilityBps=14, duplicateWindowMicros=15000, "
                + "submitsPerSecond=16, modifiesPerSecond=17, workingOrders=18, collateralHaircutBps=19, "
                + "staleHaircutBps=20, margin=MarginPolicy[")
                .contains("arrayMovePpm=21, arrayVolatilityPpm=22, arrayMaxAgeMicros=23000, optionMinimumPpm=24, "
                        + "standardMaintenanceBps=25, reducingRiseUsdMicros=26500000")
                .endsWith("approvals=ApprovalPolicy[lifts=2, maxAgeMicros=2880000000]]");
        assertThat(policy.margin().of("SOL")).hasToString("MarginParameters[rangePpm=400000, volatilityUpPpm=31, "
                + "volatilityDownPpm=32, shortPowerPpm=33, longPowerPpm=34, volatilityFloorPpm=35, "
                + "smile=STICKY_DELTA, smileSlopePpm=-36, extendedMovesPpm=[-900000, -500000, 600000, 700000, 800000, "
                + "900000, 1000000, 1100000], extendedFactorPpm=37, dampenerUsdMicros=38000000, rollFloorPpm=39, "
                + "rollAnnualPpm=40, deltaThresholdUsdMicros=41000000, deltaShockPpm=42, gainOffsetPpm=43, "
                + "gainCapUsdMicros=44000000, reservePpm=45, quoteQuantityUsdMicros=46000001, maintenancePpm=47]");
        assertThat(policy.margin().of("DOGE").rangePpm()).isEqualTo(400_000);
        assertThat(policy.margin().of("ETH").maintenancePpm()).isEqualTo(900_000);
        assertThat(policy.margin().of("ETH").rangePpm()).as("the rest as built in").isEqualTo(180_000);
        assertThat(policy.margin().of("BTC")).isEqualTo(MarginParameters.BTC);
    }

    /** A block that has a key which nobody knows is told all that there are. */
    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', value = {
        "x = 1 | 15", "approvals.x = 1 | 2", "margin.x = 1 | 8", "margin.others.x = 1 | 20", "margin.underlyings.SOL.x = 1 | 20",
    })
    void everyKeyIsDocumented(String set, int keys) throws IOException {
        String docs = Files.readString(Path.of(System.getProperty("breakwater.root"), "docs/policy.md"));
        assertThatThrownBy(() -> read("breakwater.policy { version = 2, " + set + " }"))
                .isInstanceOfSatisfying(SettingFault.class, fault -> {
                    List<String> known = List.of(fault.getMessage().split("choose one of ")[1].split(", "));
                    assertThat(known).hasSize(keys).allSatisfy(
                            key -> assertThat(docs).containsAnyOf(
                                    "`" + key + "`", "margin." + key, "approvals." + key, key + "."));
                });
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', value = {
        "collar-bps = 100 | breakwater.policy.version is not set | set it to 2",
        "versoin = 2 | breakwater.policy.versoin is not known | choose one of",
        "colar-bps = 100 | breakwater.policy.colar-bps is not known | choose one of",
        "margin.others.rnge-ppm = 1 | others.rnge-ppm is not known | choose one of",
        "version = 1 | breakwater.policy.version is 1 | set it between 2 and",
        "version = 2, colar-bps = 1 | breakwater.policy.colar-bps is not known | choose one of",
        "version = 2, collar-bps = 0 | breakwater.policy.collar-bps is 0 | set it between 1 and 100000",
        "version = 2, collar-bps = high | breakwater.policy.collar-bps cannot be read | application.conf",
        "version = 2, mark-max-age = 0 s | breakwater.policy.mark-max-age is PT0S | set it between",
        "version = 2, mark-max-age = 2 m | breakwater.policy.reducing-mark-max-age is 60000 ms | 120000 ms",
        "version = 2, working-orders = 65537 | breakwater.policy.working-orders is 65537 | set it between 1 and 65536",
        "version = 2, approvals.lifts = 9 | breakwater.policy.approvals.lifts is 9 | set it between 0 and 8",
        "version = 2, approvals.max-age = 2 d | breakwater.policy.approvals.max-age is PT48H | set it between",
        "version = 2, margin = 3 | breakwater.policy.margin cannot be read | application.conf",
        "version = 2, margin.smile = x | breakwater.policy.margin.smile is not known | choose one of",
        "version = 2, margin.others.range-ppm = 1000000 | others.range-ppm is 1000000 | set it between 1 and 999999",
        "version = 2, margin.others.smile = flat | others.smile is flat | choose one of sticky-strike, sticky-delta",
        "version = 2, margin.underlyings.BTC.x = 1 | underlyings.BTC.x is not known | choose one of",
        "version = 2, margin.underlyings.BTC.gain-cap-usd = -1 | BTC.gain-cap-usd is -1 | set it between 0 and",
        "version = 2, margin.underlyings.BTC.gain-cap-usd = 1e5 | BTC.gain-cap-usd is 1e5 | give dollars",
        "version = 2, margin.underlyings.BTC.extended-moves-ppm = [1] | extended-moves-ppm has 1 | give 8 numbers",
    })
    void aFaultNamesKeyValueAndRemedy(String set, String wrong, String remedy) {
        assertThatThrownBy(() -> read("breakwater.policy { " + set + " }"))
                .isInstanceOf(SettingFault.class).hasMessageContaining(wrong).hasMessageContaining(remedy);
    }
}
