package io.breakwater.ops.market;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/**
 * A recorded market in a file: Binance klines (CSV, with or without header, times in milliseconds or microseconds) or
 * Tardis trades (CSV), plain, gzipped or the first CSV of a zip. Which it is shows in its first bytes and its first
 * line, not in its name. Read once, in a stream, in bounded memory.
 */
public final class MarketFile {
    private static final int GZIP_FIRST = 0x1f;
    private static final int ZIP_FIRST = 'P';

    private MarketFile() {}

    /** The file as a series; {@link MarketFileFault} says what is wrong with it and where. */
    public static PriceSeries read(Path file) {
        SeriesThinner thinner = new SeriesThinner();
        try (Reader text = open(file)) {
            CsvMarket.read(text, thinner::add);
            return thinner.series(slug(file));
        } catch (IOException e) {
            throw new MarketFileFault(file + " cannot be read: " + e, e);
        } catch (IllegalArgumentException e) {
            throw new MarketFileFault(file + ": " + e.getMessage(), e);
        }
    }

    private static Reader open(Path file) throws IOException {
        InputStream bytes = new BufferedInputStream(Files.newInputStream(file), 1 << 16);
        bytes.mark(1);
        int first = bytes.read();
        bytes.reset();
        InputStream plain = switch (first) {
            case GZIP_FIRST -> new GZIPInputStream(bytes, 1 << 16);
            case ZIP_FIRST -> firstEntry(new ZipInputStream(bytes), file);
            default -> bytes;
        };
        return new InputStreamReader(plain, StandardCharsets.UTF_8);
    }

    private static InputStream firstEntry(ZipInputStream zip, Path file) throws IOException {
        ZipEntry entry = zip.getNextEntry();
        while (entry != null && (entry.isDirectory() || !entry.getName().toLowerCase(Locale.ROOT).endsWith(".csv"))) {
            entry = zip.getNextEntry();
        }
        if (entry == null) {
            throw new MarketFileFault(file + " is a zip without a .csv in it", null);
        }
        return zip;
    }

    /** "BTCUSDT-1m-2024-02.csv.gz" names its instrument "btcusdt-1m-2024-02". */
    static String slug(Path file) {
        String name = file.getFileName().toString().toLowerCase(Locale.ROOT).replaceFirst("\\.(csv|zip|gz).*$", "");
        String slug = name.replaceAll("[^a-z0-9]+", "-").replaceAll("^[^a-z]+", "").replaceAll("-+$", "");
        return slug.isEmpty() ? "market" : slug.substring(0, Math.min(slug.length(), 48));
    }
}
