package io.breakwater.bench.ingest;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.zip.GZIPOutputStream;

/** A day of trades as Tardis writes them, seeded: a walk of ticks, a few hundred trades a second. */
final class TradeFile {
    private static final long START_MICROS = 1_583_020_800_000_000L;
    private static final int MOST_GAP_MICROS = 5_000;
    private static final int LAG_MICROS = 40_000;

    private TradeFile() {}

    static Path write(Path file, int trades) throws IOException {
        Random random = new Random(20_200_301);
        long at = START_MICROS;
        int ticks = 17_000;
        try (BufferedWriter out = new BufferedWriter(new OutputStreamWriter(
                new GZIPOutputStream(Files.newOutputStream(file)), StandardCharsets.US_ASCII))) {
            out.write("exchange,symbol,timestamp,local_timestamp,id,side,price,amount\n");
            for (int i = 0; i < trades; i++) {
                at += random.nextInt(MOST_GAP_MICROS);
                ticks += random.nextInt(3) - 1;
                long received = at + LAG_MICROS + random.nextInt(LAG_MICROS);
                out.write("binance-futures,BTCUSDT," + at + "," + received + "," + (57_812_812L + i) + ","
                        + (random.nextBoolean() ? "buy" : "sell") + "," + ticks / 2 + (ticks % 2 == 0 ? ".0" : ".5")
                        + "," + random.nextInt(10) + "." + (100 + random.nextInt(900)) + "\n");
            }
        }
        return file;
    }
}
