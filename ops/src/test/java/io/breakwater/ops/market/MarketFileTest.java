package io.breakwater.ops.market;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MarketFileTest {
    private static final String HEADER =
            "open_time,open,high,low,close,volume,close_time,quote_volume,count,taker_volume,taker_quote,ignore\n";
    private static final String MILLIS = """
            1583971200000,7934.58,7966.17,7900.00,7950.25,1.5,1583971259999,1,1,1,1,0
            1583971260000,7950.25,7955.00,7800.50,7810.00,2.5,1583971319999,1,1,1,1,0
            """;
    private static final String MICROS = MILLIS
            .replace("1583971200000", "1583971200000000").replace("1583971259999", "1583971259999999")
            .replace("1583971260000", "1583971260000000").replace("1583971319999", "1583971319999999");
    private static final String TRADES = """
            exchange,symbol,timestamp,local_timestamp,id,side,price,amount
            bitmex,XBTUSD,1583971200000123,1583971200100000,a1,buy,7934.5,100
            bitmex,XBTUSD,1583971201000456,1583971201100000,a2,sell,7930,250
            """;

    @TempDir
    private Path directory;

    @Test
    void readsKlinesWithAndWithoutHeaderInMillisAndMicros() throws IOException {
        PriceSeries bare = MarketFile.read(plain("a.csv", MILLIS));
        assertThat(bare.points()).hasSize(8);
        assertThat(bare.points().getFirst().timeMicros()).isEqualTo(1_583_971_200_000_000L);
        assertThat(prices(bare)).containsExactly("7934.58", "7900.00", "7966.17", "7950.25", "7950.25", "7955.00",
                "7800.50", "7810.00");
        assertThat(prices(MarketFile.read(plain("b.csv", HEADER + MILLIS)))).isEqualTo(prices(bare));
        PriceSeries micros = MarketFile.read(plain("c.csv", HEADER + MICROS));
        assertThat(prices(micros)).isEqualTo(prices(bare));
        assertThat(micros.points().getFirst()).isEqualTo(bare.points().getFirst());
    }

    @Test
    void readsZipsAndGzips() throws IOException {
        Path zip = directory.resolve("BTCUSDT-1m-2020-03.zip");
        try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(zip))) {
            out.putNextEntry(new ZipEntry("BTCUSDT-1m-2020-03.csv"));
            out.write(MILLIS.getBytes(StandardCharsets.UTF_8));
        }
        PriceSeries series = MarketFile.read(zip);
        assertThat(series.points()).hasSize(8);
        assertThat(series.symbol()).isEqualTo("btcusdt-1m-2020-03");
        assertThat(MarketFile.read(gzip("trades.csv.gz", TRADES)).points()).hasSize(2);
    }

    @Test
    void readsTardisTrades() throws IOException {
        PriceSeries series = MarketFile.read(gzip("bitmex_trades.csv.gz", TRADES));
        assertThat(prices(series)).containsExactly("7934.50", "7930.00");
        assertThat(series.points().getFirst().timeMicros()).isEqualTo(1_583_971_200_000_123L);
    }

    @Test
    void saysWhatIsWrongAndWhere() throws IOException {
        Path words = plain("words.csv", "some,other,table,of,six,columns\n1,2,3,4,5,6\n");
        assertThatThrownBy(() -> MarketFile.read(words)).isInstanceOf(MarketFileFault.class)
                .hasMessageContaining("words.csv").hasMessageContaining("open_time,open");
        Path broken = plain("broken.csv", MILLIS + "1583971320000,NaN,1,1,1,1,1583971379999,1,1,1,1,0\n");
        assertThatThrownBy(() -> MarketFile.read(broken)).hasMessageContaining("line 3").hasMessageContaining("NaN");
        assertThatThrownBy(() -> MarketFile.read(plain("empty.csv", ""))).hasMessageContaining("at least 2");
        assertThatThrownBy(() -> MarketFile.read(directory.resolve("absent.csv"))).hasMessageContaining("absent.csv");
        assertThatThrownBy(() -> MarketFile.read(plain("zero.csv", MILLIS.replace("7934.58", "0"))))
                .hasMessageContaining("line 1");
    }

    @Test
    void thinsLongFilesToABound() throws IOException {
        StringBuilder lines = new StringBuilder();
        for (int i = 0; i < 30_000; i++) {
            lines.append(1_583_971_200_000L + i * 60_000L).append(",1.5,1.6,1.4,1.5,1,")
                    .append(1_583_971_259_999L + i * 60_000L).append('\n');
        }
        PriceSeries series = MarketFile.read(plain("long.csv", lines.toString()));
        assertThat(series.points().size()).isBetween(1_024, PriceSeries.MOST_POINTS);
        assertThat(series.points().getLast().timeMicros()).isEqualTo((1_583_971_259_999L + 29_999 * 60_000L) * 1_000);
    }

    @Test
    void choosesTicksThatGiveSixDigits() {
        assertThat(SeriesThinner.tickE8(793_458_000_000L)).isEqualTo(1_000_000L);
        assertThat(SeriesThinner.tickE8(3_000_000_000L)).isEqualTo(10_000L);
        assertThat(SeriesThinner.tickE8(5)).isEqualTo(1);
    }

    @Test
    void readsTheRecordedMonthWhereItIsPresent() {
        Path recorded = Path.of(System.getProperty("breakwater.root", ".."),
                "../shared/data/minute/binance_AVAXUSDT-1m-2024-02.csv.gz");
        assumeTrue(Files.exists(recorded), () -> "skipped: no recorded market at " + recorded);
        PriceSeries series = MarketFile.read(recorded);
        assertThat(series.points().size()).isGreaterThan(1_000);
        assertThat(series.lowestTicks()).isGreaterThanOrEqualTo(100_000);
    }

    private static List<String> prices(PriceSeries series) {
        return series.points().stream()
                .map(point -> java.math.BigDecimal.valueOf(point.ticks() * series.tickE8(), Observation.SCALE)
                        .setScale(series.priceScale()).toPlainString())
                .toList();
    }

    private Path plain(String name, String text) throws IOException {
        return Files.writeString(directory.resolve(name), text);
    }

    private Path gzip(String name, String text) throws IOException {
        Path file = directory.resolve(name);
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
            out.write(text.getBytes(StandardCharsets.UTF_8));
        }
        return file;
    }
}
