package io.breakwater.domain.pricing.surface;

import io.breakwater.domain.pricing.European;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;

/**
 * A recorded chain of bitcoin and ether options as a venue showed it. The rows of one snapshot were not taken at one
 * instant. Found in a directory beside the project, or where the property {@value #PROPERTY} says; never part of it.
 */
record Snapshot(String name, List<Row> rows) {

    static final String PROPERTY = "breakwater.snapshots";
    private static final double YEAR_SECONDS = 365 * 86_400.0;

    /** Prices in coins; a missing one is 0. @param volatility annualised, 1 is 100 % */
    record Row(String instrument, String chain, European option, double future, double volatility, double mark,
            Quote quote) {}

    /** Empty where there are none. */
    static List<Path> files() {
        String root = System.getProperty("breakwater.root", "..");
        Path directory = Path.of(System.getProperty(PROPERTY, root + "/../shared/data/options_deribit"));
        if (!Files.isDirectory(directory)) {
            return List.of();
        }
        try (Stream<Path> all = Files.list(directory)) {
            return all.filter(file -> file.getFileName().toString().matches("deribit_options_snapshot_.*\\.csv\\.gz"))
                    .sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** So many of them, evenly spread. */
    static List<Path> some(int count) {
        List<Path> all = files();
        List<Path> some = new ArrayList<>();
        for (int i = 0; i < Math.min(count, all.size()); i++) {
            some.add(all.get((int) ((long) i * all.size() / Math.min(count, all.size()))));
        }
        return some;
    }

    static Snapshot read(Path file) {
        try (BufferedReader reader = new BufferedReader(new InputStreamReader(
                new GZIPInputStream(Files.newInputStream(file)), StandardCharsets.UTF_8))) {
            List<String> columns = List.of(reader.readLine().split(","));
            return new Snapshot(file.getFileName().toString(),
                    reader.lines().map(line -> row(columns, line.split(",", -1))).toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Row row(List<String> columns, String[] cells) {
        String expiry = cells[columns.indexOf("expiry_datetime")];
        Duration left = Duration.between(OffsetDateTime.parse(cells[columns.indexOf("timestamp")].replace(' ', 'T')),
                OffsetDateTime.parse(expiry.replace(' ', 'T')));
        double years = (left.toSeconds() + left.toNanosPart() * 1e-9) / YEAR_SECONDS;
        European option = new European(cells[columns.indexOf("option_type")].equals("call"),
                number(columns, cells, "strike"), Math.max(years, 0));
        return new Row(cells[columns.indexOf("instrument_name")], cells[columns.indexOf("currency")] + " " + expiry,
                option, number(columns, cells, "futures_price"), number(columns, cells, "implied_volatility"),
                number(columns, cells, "mark_price"),
                new Quote(number(columns, cells, "bid_price"), number(columns, cells, "ask_price")));
    }

    private static double number(List<String> columns, String[] cells, String column) {
        String cell = cells[columns.indexOf(column)];
        return cell.isEmpty() || cell.equals("nan") ? 0 : Double.parseDouble(cell);
    }

    /** The chains of one currency, by expiry. */
    Map<String, ChainQuotes> chains(String currency) {
        Map<String, List<Row>> byExpiry = new TreeMap<>();
        for (Row row : rows) {
            if (row.chain().startsWith(currency) && row.option().years() > 0) {
                byExpiry.computeIfAbsent(row.chain(), fresh -> new ArrayList<>()).add(row);
            }
        }
        Map<String, ChainQuotes> chains = new TreeMap<>();
        byExpiry.forEach((expiry, all) -> chains.put(expiry, chain(all)));
        return chains;
    }

    private static ChainQuotes chain(List<Row> rows) {
        Map<Double, ChainQuotes.Strike> strikes = new TreeMap<>();
        for (Row row : rows) {
            Quote put = row.option().call() ? Quote.NONE : row.quote();
            Quote call = row.option().call() ? row.quote() : Quote.NONE;
            strikes.merge(row.option().strike(), new ChainQuotes.Strike(row.option().strike(), call, put),
                    (a, b) -> row.option().call() ? new ChainQuotes.Strike(a.strike(), b.call(), a.put())
                            : new ChainQuotes.Strike(a.strike(), a.call(), b.put()));
        }
        double[] futures = rows.stream().mapToDouble(Row::future).sorted().toArray();
        return new ChainQuotes(rows.getFirst().option().years(), true, futures[futures.length / 2],
                List.copyOf(strikes.values()));
    }
}
