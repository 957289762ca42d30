package io.breakwater.log;

import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.domain.counterparty.Counterparty;
import io.breakwater.domain.counterparty.CounterpartyEvent;
import io.breakwater.domain.instrument.Instrument;
import io.breakwater.domain.instrument.InstrumentEvent;
import io.breakwater.domain.market.TapeEvent;
import io.breakwater.domain.scope.Scope;
import io.breakwater.domain.scope.ScopeEvent;
import io.breakwater.domain.span.Span;
import io.breakwater.domain.span.SpanEvent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * Everything the domain stores, pinned: what each type is made of, and the bytes of one value of every event and state.
 * New members may come at the end; nothing that was ever released may move, change or go. Where that is meant, before a
 * release, {@code -Dbreakwater.golden=write} writes the files anew and the difference is part of the review.
 */
class DomainGoldenTest {
    private static final List<Class<?>> ROOTS = List.of(CounterpartyEvent.class, InstrumentEvent.class,
            ScopeEvent.class, TapeEvent.class, Counterparty.class, Instrument.class, Scope.class, SpanEvent.class,
            Span.class);
    private static final RecordCodec CODEC = RecordCodec.of(ROOTS.toArray(Class<?>[]::new));
    private static final Path GOLDEN = Path.of("src/test/resources/golden/log");

    @Test
    void onlyAddsToTheSchema() throws IOException {
        Map<String, String> now = byName(CODEC.schema());
        Map<String, String> golden = byName(golden("domain-schema.txt", CODEC.schema()));
        golden.forEach((name, line) -> assertThat(now).as("types are never dropped").containsKey(name));
        golden.forEach((name, line) -> assertOnlyGrown(line, now.get(name)));
        assertThat(now.keySet()).as("new types are pinned as well").isEqualTo(golden.keySet());
    }

    /** Families and enums grow at their end; a record that grows is another record. */
    private static void assertOnlyGrown(String golden, String now) {
        if (golden.startsWith("record ")) {
            assertThat(now).isEqualTo(golden);
        } else {
            assertThat(now + " |").startsWith(golden + " |");
        }
    }

    private static Map<String, String> byName(String schema) {
        Map<String, String> lines = new LinkedHashMap<>();
        schema.lines().forEach(line -> lines.put(line.split("[ (]")[1], line));
        return lines;
    }

    @Test
    void writesTheBytesItAlwaysWrote() throws IOException {
        String now = String.join("\n", lines()) + "\n";
        assertThat(now).isEqualTo(golden("domain-events.hex", now));
    }

    @Test
    void readsTheBytesItOnceWrote() throws IOException {
        for (String line : golden("domain-events.hex", String.join("\n", lines()) + "\n").lines().toList()) {
            String[] parts = line.split(" ");
            byte[] bytes = HexFormat.of().parseHex(parts[2]);
            assertThat(reencoded(parts[0], bytes)).as(line).isEqualTo(bytes);
        }
    }

    private static byte[] reencoded(String root, byte[] bytes) {
        Class<?> type = ROOTS.stream().filter(each -> SchemaName.of(each).equals(root)).findFirst().orElseThrow();
        return encode(CODEC.codec(type), CODEC.codec(type).decode(bytes));
    }

    private static List<String> lines() {
        List<String> lines = new ArrayList<>();
        for (Class<?> root : ROOTS) {
            for (Object value : Specimen.all(root)) {
                String hex = HexFormat.of().formatHex(encode(CODEC.codec(root), value));
                lines.add(SchemaName.of(root) + " " + SchemaName.of(value.getClass()) + " " + hex);
            }
        }
        return lines;
    }

    private static <T> byte[] encode(Codec<T> codec, Object value) {
        return codec.encode(codec.type().cast(value));
    }

    private static String golden(String name, String now) throws IOException {
        if ("write".equals(System.getProperty("breakwater.golden"))) {
            Files.writeString(GOLDEN.resolve(name), now);
        }
        return Files.readString(GOLDEN.resolve(name));
    }
}
